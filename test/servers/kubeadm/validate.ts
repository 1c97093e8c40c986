import { spawn } from 'node:child_process';

export interface Answer {
	readonly accepts: boolean;
	readonly said: string;
}

/** What kubeadm makes of a file. It must not ask the internet for the newest version: there a proxy that is none stands. */
export function validate(kubeadm: string, file: string): Promise<Answer> {
	const nobody = 'http://127.0.0.1:9';
	const env = { ...process.env, HTTPS_PROXY: nobody, HTTP_PROXY: nobody, NO_PROXY: '' };
	return new Promise((resolve, reject) => {
		const child = spawn(kubeadm, ['config', 'validate', '--config', file], { env, timeout: 30_000 });
		let said = '';
		child.stderr.on('data', (data: Buffer) => (said += data.toString()));
		child.on('error', reject);
		child.on('close', code => resolve({ accepts: code === 0, said }));
	});
}

/** What kubeadm itself brings a file to: its newest API version, every default written out. */
export function migrate(kubeadm: string, file: string): Promise<{ readonly text: string; readonly said: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(kubeadm, ['config', 'migrate', '--old-config', file], { timeout: 30_000 });
		let [text, said] = ['', ''];
		child.stdout.on('data', (data: Buffer) => (text += data.toString()));
		child.stderr.on('data', (data: Buffer) => (said += data.toString()));
		child.on('error', reject);
		child.on('close', code => (code === 0 ? resolve({ text, said }) : reject(new Error(said))));
	});
}
