import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { backupCronJob, backupTimer, isPlainFolder } from '../../../src/operations/maintenance/backup-documents.ts';
import { distributions, guidance } from '../../../src/operations/maintenance/distributions.ts';

const options = { folder: '/var/backups/etcd', days: 9, image: 'registry.k8s.io/etcd:3.5.24-0' };

describe('Documents for backups without an editor', () => {
	it('are a CronJob that saves first and removes old files only then', () => {
		// The fields below are what is asserted.
		const job = parse(backupCronJob(options)) as {
			kind: string;
			spec: {
				jobTemplate: {
					spec: { template: { spec: Record<'initContainers' | 'containers', { image: string; command: string[] }[]> } };
				};
			};
		};
		const { initContainers, containers } = job.spec.jobTemplate.spec.template.spec;
		assert.equal(job.kind, 'CronJob');
		assert.equal(initContainers[0]?.image, options.image);
		assert.deepEqual(initContainers[0]?.command.slice(-3), ['snapshot', 'save', '/backup/$(POD_NAME).db']);
		assert.deepEqual(containers[0]?.command, [
			...['find', '/backup', '-maxdepth', '1', '-name', 'etcd-snapshot-*.db'],
			...['-mtime', '+9', '-delete'],
		]);
		// So begin the names of its pods, and with them those of the files.
		assert.match(backupCronJob(options), /^ {2}name: etcd-snapshot$/m);
	});

	it('are a service and a timer, with percent signs as systemd wants them', () => {
		const text = backupTimer(options);
		assert.match(text, /ExecStart=.*\/var\/backups\/etcd\/etcd-snapshot-\$\$\(date -u \+%%Y%%m%%dT%%H%%M%%SZ\)\.db/);
		assert.match(text, /find \/var\/backups\/etcd -maxdepth 1 -name "etcd-snapshot-\*\.db" -mtime/);
		assert.match(text, /UMask=0077/);
		assert.match(text, /OnCalendar=/);
	});
});

describe('The folder of such documents, in which others remove files', () => {
	it('has a path of its own that nobody reads as anything else', () => {
		const bad = ['', '/', 'etcd', '/a b', '/a/../b', '/a/', '/a;b', '/a$b', '/a"b', '/a\nb', '/.a', '//a'];
		assert.deepEqual(bad.filter(isPlainFolder), []);
		assert.deepEqual(['/var/backups/etcd', '/a', '/srv/b-1/c.d_e'].filter(isPlainFolder).length, 3);
	});
});

describe('What to type where something else governs etcd', () => {
	for (const distribution of distributions) {
		it(`has a command and a reason for each thing with ${distribution}`, () => {
			const text = guidance(distribution);
			const sections = text.split('\n## ').slice(1);
			assert.ok(sections.length >= 5);
			assert.ok(
				sections.every(section => /```sh\n.+\n```\n\n\S.+/s.test(section)),
				text,
			);
		});
	}

	it('names the service and the file of each', () => {
		assert.match(guidance('k3s'), /systemctl restart k3s\n/);
		assert.match(guidance('rke2'), /systemctl restart rke2-server\n/);
		assert.match(guidance('rke2'), /\/etc\/rancher\/rke2\/config\.yaml/);
	});
});
