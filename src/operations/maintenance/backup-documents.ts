import { t } from '../../core/words.ts';

/** What neither YAML, systemd nor a shell reads as anything but a name. */
export function isPlainFolder(folder: string): boolean {
	return /^(\/[\w][\w.-]*)+$/.test(folder);
}

export interface BackupOptions {
	/** Where the files go: on the node, or on the host. Plain, as `isPlainFolder` tells. */
	readonly folder: string;
	/** After how many days a file is removed. */
	readonly days: number;
	/** The image that has etcdctl: that of the cluster's own etcd. */
	readonly image: string;
}

/** Unless something else is said. A client of another version saves as well. */
export const usualBackup: BackupOptions = {
	folder: '/var/backups/etcd',
	days: 7,
	image: 'registry.k8s.io/etcd:3.6.5-0',
};

/**
 * A CronJob that saves a snapshot of the member on its own node every six hours, with kubeadm's certificates. Images of etcd
 * have had no shell since 3.6: the name comes of the pod, and another container removes what is old.
 */
export function backupCronJob({ folder, days, image }: BackupOptions): string {
	return `# ${t('Runs on one control-plane node and reads the certificates that kubeadm keeps there. The files hold every secret of the cluster.')}
apiVersion: batch/v1
kind: CronJob
metadata:
  name: etcd-snapshot
  namespace: kube-system
spec:
  schedule: '17 */6 * * *'
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: Never
          hostNetwork: true
          nodeSelector:
            node-role.kubernetes.io/control-plane: ''
          tolerations:
            - key: node-role.kubernetes.io/control-plane
              effect: NoSchedule
          initContainers:
            - name: save
              image: ${image}
              env:
                - name: POD_NAME
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.name
              command:
                - etcdctl
                - --endpoints=https://127.0.0.1:2379
                - --cacert=/etc/kubernetes/pki/etcd/ca.crt
                - --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt
                - --key=/etc/kubernetes/pki/etcd/healthcheck-client.key
                - snapshot
                - save
                - /backup/$(POD_NAME).db
              volumeMounts:
                - name: certificates
                  mountPath: /etc/kubernetes/pki/etcd
                  readOnly: true
                - name: backup
                  mountPath: /backup
          containers:
            # ${t('Only after a snapshot was saved are old ones removed.')}
            - name: prune
              image: busybox:1.37
              command: [find, /backup, -maxdepth, '1', -name, 'etcd-snapshot-*.db', -mtime, '+${days}', -delete]
              volumeMounts:
                - name: backup
                  mountPath: /backup
          volumes:
            - name: certificates
              hostPath:
                path: /etc/kubernetes/pki/etcd
                type: Directory
            - name: backup
              hostPath:
                path: ${JSON.stringify(folder)}
                type: DirectoryOrCreate
`;
}

/** A service and its timer for a host with etcdctl; two files in one text, each under its name. */
export function backupTimer({ folder, days }: Pick<BackupOptions, 'folder' | 'days'>): string {
	return `# /etc/systemd/system/etcd-snapshot.service
# ${t('The files hold every secret of the cluster: the folder is for root alone.')}
[Unit]
Description=Save a snapshot of etcd

[Service]
Type=oneshot
UMask=0077
Environment=ETCDCTL_API=3
Environment=ETCDCTL_ENDPOINTS=https://127.0.0.1:2379
Environment=ETCDCTL_CACERT=/etc/kubernetes/pki/etcd/ca.crt
Environment=ETCDCTL_CERT=/etc/kubernetes/pki/etcd/healthcheck-client.crt
Environment=ETCDCTL_KEY=/etc/kubernetes/pki/etcd/healthcheck-client.key
ExecStartPre=/bin/mkdir -p ${folder}
ExecStart=/bin/sh -c 'exec etcdctl snapshot save "${folder}/etcd-snapshot-$$(date -u +%%Y%%m%%dT%%H%%M%%SZ).db"'
# ${t('Only after a snapshot was saved are old ones removed.')}
ExecStartPost=/usr/bin/find ${folder} -maxdepth 1 -name "etcd-snapshot-*.db" -mtime +${days} -delete

# /etc/systemd/system/etcd-snapshot.timer
[Unit]
Description=Save a snapshot of etcd every six hours

[Timer]
OnCalendar=*-*-* 00/6:17:00
RandomizedDelaySec=5min
Persistent=true

[Install]
WantedBy=timers.target
`;
}
