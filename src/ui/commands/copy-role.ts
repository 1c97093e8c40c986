import type { App } from '../app.ts';

/** Copies the role that would grant what one check, or a whole run, was refused; gives it. */
export default async function copyRole(app: App, target?: unknown): Promise<unknown> {
	return (await import('../kubernetes/copy-role.ts')).copyRole(app, target);
}
