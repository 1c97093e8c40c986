#!/bin/sh
# The first process of a test host: its own /etc, /var/lib and /run over those of the machine, its own processes; then an
# sshd and a double of kubelet. The host dies with it. Arguments: folder, size of its disk or nothing, sshd, Node, the
# double.
set -e
folder=$1 size=$2 sshd=$3 node=$4 kubelet=$5
[ -z "$size" ] || mount -t tmpfs -o "size=$size" tmpfs "$folder/disk"
for place in etc var/lib; do
	upper="$folder/disk/$(echo "$place" | tr / -)"
	mkdir -p "$upper" "$upper.work"
	mount -t overlay overlay -o "lowerdir=/$place,upperdir=$upper,workdir=$upper.work" "/$place"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /etc/kubernetes/manifests /var/lib/etcd
chmod 700 /var/lib/etcd
# An account that is locked is refused even with a key.
sed -i "s|^root:[^:]*:|root:$(cat "$folder/password-hash"):|" /etc/shadow
# systemd starts what is enabled, and here everything is.
[ ! -e /etc/systemd/system/etcd.service ] || "$folder/bin/systemctl" start etcd.service || true
"$sshd" -D -e -f "$folder/sshd_config" 2>>"$folder/sshd.log" &
"$node" "$kubelet" "$folder" &
wait
