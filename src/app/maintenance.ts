import { join } from 'node:path';
import { stateFolder } from '../adapters/files/state-folder.ts';
import { readWorkspace } from '../adapters/files/workspace.ts';
import type { ClusterState, LiveMember } from '../operations/cluster-state.ts';
import { locate, locationOf, parseFiles, type SourceFile } from '../manifest/index.ts';

/** Where the snapshots of a cluster are kept unless something else is said. */
export function snapshotFolder({ name, id }: Pick<ClusterState, 'name' | 'id'>, folder = stateFolder()): string {
	return join(folder, 'snapshots', fileName(name === '' ? id : name));
}

/** A file of its own for a snapshot of now: `20260102T030405678Z.db`. */
export function newSnapshotPath(state: ClusterState, folder = snapshotFolder(state)): string {
	return join(folder, `${new Date(state.takenAt).toISOString().replace(/[-:.]/g, '')}.db`);
}

function fileName(text: string): string {
	return text.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '_');
}

/** As `quotaPlaces`, of files and folders by their paths. */
export async function quotaPlacesIn(paths: readonly string[], signal: AbortSignal): Promise<PlaceOf> {
	return quotaPlaces(paths.length === 0 ? [] : (await readWorkspace(paths, signal)).files);
}

type PlaceOf = (member: LiveMember) => string | undefined;

/** Where each member's quota is written, or would be, in the files that describe the cluster. */
export function quotaPlaces(files: readonly SourceFile[]): PlaceOf {
	const set = parseFiles(files);
	return ({ name }) => {
		const place = locate({ kind: 'flag', component: 'etcd', flags: ['quota-backend-bytes'], member: name }, set);
		const found = place && locationOf(place, set);
		return found && `${found.file}:${found.line}`;
	};
}
