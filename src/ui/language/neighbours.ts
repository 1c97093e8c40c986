import { Disposable, EventEmitter, FileType, Uri, workspace, type TextDocument } from 'vscode';
import { isHeldAgainstOthers } from '../../app/lint-together.ts';
import { foldersToSkip, isConsidered, isOfInterest } from '../../core/considered.ts';
import { isRelevant } from '../../core/relevance.ts';
import { parseFile, type ParsedFile } from '../../manifest/index.ts';
import type { Log } from '../log.ts';
import type { Breath } from './breath.ts';
import { isNear } from './ours.ts';

/** What is looked at unasked, the nearest first. */
const mostFolders = 2000;
const mostFiles = 2000;
/** Rules hold each of them against all others, so that their time grows with the square. */
const mostHeld = 300;
/** The files that are held against each other are small; a larger one would keep the editor waiting while it is parsed. */
const maxBytes = 64 * 1024;
/** Files open at one time. */
const atOnce = 16;

/**
 * The files of the workspace that lie beside open ones, as they are stored; of a file outside of it those in its folder. They are
 * listed and read once, and again only what the editor saw change. Links are not followed.
 */
export class Neighbours {
	readonly #log: Log;
	readonly #changed = new EventEmitter<void>();
	readonly onDidChange = this.#changed.event;
	readonly #listeners: Disposable;
	/** By the folder that was searched. */
	readonly #listed = new Map<string, readonly Uri[]>();
	/** Also what is none of ours, so that it is not read again. */
	readonly #read = new Map<string, ParsedFile | undefined>();

	constructor(log: Log) {
		this.#log = log;
		const watcher = workspace.createFileSystemWatcher('**/*');
		this.#listeners = Disposable.from(
			this.#changed,
			watcher,
			watcher.onDidCreate(uri => this.#forget(uri, true)),
			watcher.onDidDelete(uri => this.#forget(uri, true)),
			watcher.onDidChange(uri => this.#forget(uri, false)),
			workspace.onDidChangeWorkspaceFolders(() => this.#listed.clear()),
		);
	}

	/** Those that may be held against others, without the ones that are open. */
	async of(documents: readonly TextDocument[], breath: Breath): Promise<ParsedFile[]> {
		const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
		const found = new Map<string, Uri>();
		for (const { uri } of documents.filter(document => isNear(document.uri))) {
			for (const each of await this.#beside(uri, breath)) {
				found.set(each.toString(), each);
			}
		}
		const uris = [...found.values()].filter(uri => !open.has(uri.toString())).slice(0, mostFiles);
		await this.#readAll(
			uris.filter(uri => !this.#read.has(uri.toString())),
			breath,
		);
		return uris.flatMap(uri => this.#read.get(uri.toString()) ?? []).slice(0, mostHeld);
	}

	dispose(): void {
		this.#listeners.dispose();
	}

	/** What is listed no more may be a folder that holds what is. */
	#forget(uri: Uri, isOther: boolean): void {
		const key = uri.toString();
		if (uri.path.split('/').some(step => foldersToSkip.has(step))) {
			return;
		}
		const wasRead = this.#read.delete(key);
		if (isOther) {
			this.#listed.clear();
			[...this.#read.keys()].filter(each => each.startsWith(`${key}/`)).forEach(each => this.#read.delete(each));
		}
		if (wasRead || isOther || /\.(?:crt|cer|pem)$/.test(uri.path)) {
			this.#changed.fire();
		}
	}

	async #beside(uri: Uri, breath: Breath): Promise<readonly Uri[]> {
		const folder = Uri.joinPath(uri, '..');
		const top = workspace.getWorkspaceFolder(uri)?.uri;
		const key = (top ?? folder).toString();
		const known = this.#listed.get(key);
		if (known) {
			return known;
		}
		const { files, isWhole } = await filesFrom(folder, top, breath);
		// What changed meanwhile is not in the list: whoever is told of the change ends this run.
		await breath();
		this.#listed.set(key, files);
		if (!isWhole) {
			this.#log.info(`${key} is large: only the ${files.length} nearest files are held against each other.`);
		}
		return files;
	}

	async #readAll(uris: readonly Uri[], breath: Breath): Promise<void> {
		for (let from = 0; from < uris.length; from += atOnce) {
			const some = uris.slice(from, from + atOnce);
			const texts = await Promise.all(some.map(uri => textOf(uri)));
			for (const [index, uri] of some.entries()) {
				await breath();
				const path = uri.toString();
				const text = texts[index] ?? '';
				const file = isRelevant(text) && isOfInterest(path, text) ? parseFile({ path, text }) : undefined;
				this.#read.set(path, file && isHeldAgainstOthers(file) ? file : undefined);
			}
		}
	}
}

/** From a folder outwards, and then inwards from every folder above it. */
async function filesFrom(
	folder: Uri,
	top: Uri | undefined,
	breath: Breath,
): Promise<{ files: Uri[]; isWhole: boolean }> {
	const files: Uri[] = [];
	const queue = top ? foldersUpTo(folder, top) : [folder];
	const seen = new Set(queue.map(uri => uri.toString()));
	let looked = 0;
	for (const at of queue) {
		if (looked++ === mostFolders || files.length >= mostFiles) {
			return { files: files.slice(0, mostFiles), isWhole: false };
		}
		await breath();
		for (const [name, type] of await entriesOf(at)) {
			const uri = Uri.joinPath(at, name);
			if (type === FileType.File && isConsidered(uri.path)) {
				files.push(uri);
			} else if (type === FileType.Directory && top && !foldersToSkip.has(name) && !seen.has(uri.toString())) {
				seen.add(uri.toString());
				queue.push(uri);
			}
		}
	}
	return { files, isWhole: true };
}

function foldersUpTo(folder: Uri, top: Uri): Uri[] {
	const folders = [folder];
	for (let at = folder; at.path.length > top.path.length;) {
		at = Uri.joinPath(at, '..');
		folders.push(at);
	}
	return folders;
}

async function entriesOf(folder: Uri): Promise<readonly [string, FileType][]> {
	try {
		return await workspace.fs.readDirectory(folder);
	} catch {
		// Removed since it was listed, or not ours to see: nothing lies beside then that could be told of.
		return [];
	}
}

async function textOf(uri: Uri): Promise<string | undefined> {
	try {
		const { size, type } = await workspace.fs.stat(uri);
		return type === FileType.File && size <= maxBytes
			? new TextDecoder().decode(await workspace.fs.readFile(uri))
			: undefined;
	} catch {
		// As above, of a file.
		return undefined;
	}
}
