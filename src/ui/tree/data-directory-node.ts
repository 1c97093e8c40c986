import { Uri } from 'vscode';
import type { OutlineFile } from '../../app/browse/data-directory.ts';
import { t } from '../../core/words.ts';
import { databaseEditor } from '../editors/database-editor.ts';
import { walEditor } from '../editors/wal-editor.ts';
import { OutlineNode } from './outline-node.ts';
import type { TreeNode } from './tree-node.ts';

/** A data directory as its files tell of it. What is below is found when it is unfolded. */
export function dataDirectoryNode(path: string): TreeNode {
	const name = path.split(/[/\\]/).filter(Boolean).pop() ?? path;
	const look = {
		id: `data/${path}`,
		label: name,
		tooltip: path,
		icon: 'folder-library',
		contextValue: 'dataDirectory',
	} as const;
	return new OutlineNode(path, { ...look, isOpen: true }, () => parts(path));
}

async function parts(path: string): Promise<TreeNode[]> {
	const { membersIn, outlineOf } = await import('../../app/browse/data-directory.ts');
	const { database, wal, snaps, leftovers, unreadable } = outlineOf(path);
	const group = (name: string, label: string, icon: string, count: number, children: () => Promise<TreeNode[]>) =>
		new OutlineNode(
			path,
			{
				id: `data/${path}/${name}`,
				label,
				icon,
				contextValue: 'dataGroup',
				...(count > 0 && { description: String(count) }),
			},
			children,
		);
	const files = (each: readonly OutlineFile[], editor?: string) => async () =>
		each.map(file => fileNode(path, file, file.name, editor));
	return [
		...lineNodes(path, 'unreadable', unreadable),
		...(database ? [fileNode(path, database, t('Database'), databaseEditor)] : []),
		...(database
			? [
					group('members', t('Members'), 'server-environment', 0, async () =>
						lineNodes(path, 'members', membersIn(path)),
					),
				]
			: []),
		...(database || wal.length > 0 ? [group('indexes', t('Indexes'), 'list-ordered', 0, () => indexNodes(path))] : []),
		...(wal.length > 0 ? [group('wal', t('Write-ahead log'), 'history', wal.length, files(wal, walEditor))] : []),
		...(snaps.length > 0 ? [group('snap', t('Snapshots of the raft log'), 'archive', snaps.length, files(snaps))] : []),
		...(leftovers.length > 0 ? [group('left', t('Leftovers'), 'trash', leftovers.length, files(leftovers))] : []),
	];
}

function fileNode(root: string, { path, name, detail }: OutlineFile, label: string, editor?: string): TreeNode {
	const description = label === name ? detail : `${name}, ${detail}`;
	return new OutlineNode(root, {
		id: `data/${root}/file/${path}`,
		label,
		description,
		tooltip: path,
		icon: editor === databaseEditor ? 'database' : 'file-binary',
		contextValue: 'dataFile',
		...(editor !== undefined && {
			command: { command: 'vscode.openWith', title: t('Open'), arguments: [Uri.file(path), editor] },
		}),
	});
}

/** Reads the whole log, so only when one looks. */
async function indexNodes(path: string): Promise<TreeNode[]> {
	const { indexesIn } = await import('../../app/browse/indexes-in.ts');
	const lines = await indexesIn(path, new AbortController().signal);
	return lines.map(({ title, text }, at) => lineNode(path, `indexes/${at}`, title, text));
}

function lineNodes(path: string, group: string, texts: readonly string[]): TreeNode[] {
	return texts.map((text, at) => lineNode(path, `${group}/${at}`, text));
}

function lineNode(path: string, id: string, label: string, description?: string): TreeNode {
	return new OutlineNode(path, {
		id: `data/${path}/${id}`,
		label,
		...(description !== undefined && { description }),
		icon: 'symbol-field',
		contextValue: 'dataLine',
	});
}
