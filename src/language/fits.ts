import { entriesOf, fieldAt, itemsOf, rootOf, scalarOf, textAt, type Site } from '../core/config-tree.ts';
import type { Connection } from '../core/connection.ts';
import { splitHostPort } from '../core/formats/names.ts';
import { parseUrl } from '../core/formats/url.ts';
import type { ParsedFile } from '../manifest/parse.ts';
import { rangeOfSite } from '../manifest/site-at.ts';

/** Where in the network the cluster of a file is. */
export interface Whereabouts {
	/** Hosts of members and control planes, loopback left out. */
	readonly hosts: ReadonlySet<string>;
	/** `host:port` of clients. */
	readonly clients: ReadonlySet<string>;
	/** The place in the file at which to speak of the cluster. */
	readonly offset: number;
}

const clientFlags = new Set(['advertise-client-urls', 'listen-client-urls', 'etcd-servers']);
const peerFlags = new Set(['initial-cluster', 'initial-advertise-peer-urls', 'listen-peer-urls']);

/** Nothing for a file that is of no cluster. */
export function whereaboutsOf(file: ParsedFile): Whereabouts | undefined {
	const flags = file.descriptions.flatMap(({ settings }) => settings);
	const urlsOf = (names: ReadonlySet<string>) =>
		flags.filter(({ flag }) => names.has(flag)).flatMap(({ value = '' }) => value.split(',').map(urlOf));
	const roots = file.configs.filter(({ kind }) => !/^(?:other\/|empty$)/.test(kind)).map(rootOf);
	const external = roots.flatMap(root => textsOf(fieldAt(root, 'etcd', 'external', 'endpoints')).map(urlOf));
	const clients = [...urlsOf(clientFlags), ...external].filter(url => url !== undefined);
	const all = [...clients, ...urlsOf(peerFlags).filter(url => url !== undefined)];
	const hosts = new Set([...all.map(({ hostname }) => hostname), ...roots.flatMap(hostsOf)].filter(isOutside));
	const first = roots.find(root => entriesOf(root).length > 0);
	const range = first && rangeOfSite(file, entriesOf(first)[0] ?? first, 'key');
	return range && (hosts.size > 0 || clients.length > 0)
		? { hosts, clients: new Set(clients.map(({ host }) => host)), offset: range.start }
		: undefined;
}

/** Whether a saved connection leads to that cluster: to one of its clients' addresses, else to one of its hosts. */
export function isConnectionTo({ hosts, clients }: Whereabouts, { endpoints }: Pick<Connection, 'endpoints'>): boolean {
	return endpoints
		.map(endpoint => urlOf(/:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`))
		.some(url => url !== undefined && (clients.has(url.host) || hosts.has(url.hostname)));
}

/** `m0=https://10.0.0.1:2380` too. */
function urlOf(text: string) {
	return parseUrl(text.trim().replace(/^[\w.-]+=(?=https?:)/, ''));
}

function hostsOf(root: Site): string[] {
	const endpoint = textAt(root, 'controlPlaneEndpoint');
	return [
		textAt(root, 'localAPIEndpoint', 'advertiseAddress'),
		textAt(root, 'controlPlane', 'localAPIEndpoint', 'advertiseAddress'),
		endpoint === undefined ? undefined : (splitHostPort(endpoint)?.host ?? endpoint),
	].filter(host => host !== undefined);
}

function textsOf(list: Site | undefined): string[] {
	return list ? itemsOf(list).flatMap(item => scalarOf(item)?.text ?? []) : [];
}

function isOutside(host: string): boolean {
	return host !== '' && !/^(?:localhost|127\..*|::1|0\.0\.0\.0|::)$/.test(host);
}
