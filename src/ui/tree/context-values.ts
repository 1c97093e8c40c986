/** What an item is, for the `when` clauses of its menus. */
export const contextValues = [
	'action',
	'connection.user',
	'connection.user.diagnosed',
	'connection.workspace',
	'connection.workspace.diagnosed',
	'dataDirectory',
	'dataFile',
	'dataGroup',
	'dataLine',
	'finding',
	'findings',
	'kubeContext.closed',
	'kubeContext.connected',
	'kubeNote',
	'kubeObject',
	'kubeRow',
	'kubeSection',
	'member',
	'member.connection',
	'report.diagnosed',
	'snapshot',
	'snapshots',
	'verdict',
	'verdicts',
] as const;

export type ContextValue = (typeof contextValues)[number];
