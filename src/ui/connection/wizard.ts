import type { Uri } from 'vscode';
import { window, workspace } from 'vscode';
import { endpointProblem } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import { dialsFrom } from '../host-name.ts';
import { secured, splitEndpoints, suggestedName, withText, type Draft, type Security } from './draft.ts';
import { browseFile } from './browse-file.ts';
import { isEncryptedKey } from './key-file.ts';
import { askChoice, askText, isLeft, type Choice } from './steps.ts';
import { takeSteps, type Left, type Place, type Step } from './take-steps.ts';

/** Asks for a connection, question by question. `taken` are the names of the others. */
export function askConnection(title: string, draft: Draft, taken: readonly string[]): Promise<Draft | undefined> {
	return takeSteps(title, [...whom, ...trust, ...login, ...files, ...name(taken)], draft);
}

const isTls = ({ security }: Draft) => security !== undefined && security !== 'plain';
const hasFiles = ({ security }: Draft) => security === 'files' || security === 'unverified';
const always = () => true;

const whom: readonly Step<Draft>[] = [
	choiceStep(
		always,
		() => t('How is the cluster found? It is dialled from {0}.', dialsFrom()),
		() => [
			{ label: t('By endpoints'), description: 'https://10.0.0.1:2379, …', value: 'endpoints' as const },
			{ label: t('By DNS SRV records of a domain'), description: '_etcd-client-ssl._tcp', value: 'dns' as const },
		],
		draft => draft.by,
		(draft, by) => ({
			...draft,
			by,
			connection:
				by === 'dns' ? { ...draft.connection, endpoints: [] } : withText(draft.connection, 'discoverySrv', ''),
		}),
	),
	textStep(
		({ by }) => by === 'endpoints',
		{
			prompt: () => t('Client URLs of one or more members, separated by commas'),
			placeholder: 'https://10.0.0.1:2379, https://10.0.0.2:2379',
			value: ({ connection }) => connection.endpoints.join(', '),
			problem: endpointsProblem,
		},
		(draft, text) => ({ ...draft, connection: { ...draft.connection, endpoints: splitEndpoints(text) } }),
	),
	textStep(
		({ by }) => by === 'dns',
		{
			prompt: () => t('The domain whose SRV records name the members'),
			placeholder: 'example.com',
			value: ({ connection }) => connection.discoverySrv ?? '',
			problem: text => (/^[\w-]+(\.[\w-]+)*\.?$/.test(text.trim()) ? undefined : t('This is no domain name.')),
		},
		(draft, text) => ({ ...draft, connection: { ...draft.connection, discoverySrv: text } }),
	),
];

const trust: readonly Step<Draft>[] = [
	choiceStep(
		always,
		() => t('How is the connection secured?'),
		securityChoices,
		draft => draft.security ?? (draft.connection.endpoints.some(each => each.startsWith('http:')) ? 'plain' : 'files'),
		secured,
	),
	fileStep('caFile', () => t('CA certificate file (PEM); empty: the authorities of the system are trusted')),
	fileStep('certFile', () => t('Client certificate file (PEM); empty: none')),
	fileStep('keyFile', () => t('Key file of the client certificate (PEM)')),
	textStep(
		draft => draft.isKeyEncrypted,
		{
			prompt: () => t('Passphrase of the key; it is kept in the secret storage'),
			value: ({ secrets }) => secrets.passphrase ?? '',
			isSecret: true,
		},
		(draft, passphrase) => ({ ...draft, secrets: { ...draft.secrets, passphrase } }),
	),
	textStep(
		isTls,
		{
			prompt: () => t('Name expected in the server certificates; empty: the dialled name'),
			value: ({ connection }) => connection.serverName ?? '',
		},
		(draft, text) => ({ ...draft, connection: withText(draft.connection, 'serverName', text) }),
	),
];

const login: readonly Step<Draft>[] = [
	choiceStep(
		always,
		() => t('Does etcd ask for a user?'),
		() => [
			{ label: t('No user'), value: false },
			{ label: t('User and password'), value: true },
		],
		draft => draft.hasUser,
		(draft, hasUser) =>
			hasUser ? { ...draft, hasUser } : { ...draft, hasUser, connection: withText(draft.connection, 'user', '') },
	),
	textStep(
		draft => draft.hasUser,
		{
			prompt: () => t('User'),
			value: ({ connection }) => connection.user ?? '',
			problem: text => (text.trim() === '' ? t('The user has a name.') : undefined),
		},
		(draft, text) => ({ ...draft, connection: withText(draft.connection, 'user', text) }),
	),
	textStep(
		draft => draft.hasUser,
		{
			prompt: () => t('Password; it is kept in the secret storage'),
			value: ({ secrets }) => secrets.password ?? '',
			isSecret: true,
		},
		(draft, password) => ({ ...draft, secrets: { ...draft.secrets, password } }),
	),
];

const files: readonly Step<Draft>[] = [
	textStep(
		() => (workspace.workspaceFolders?.length ?? 0) > 0,
		{
			prompt: () =>
				t(
					'Files or folders of the workspace that describe this cluster, separated by commas; empty: all YAML files are searched',
				),
			placeholder: 'clusters/prod, etcd.yaml',
			value: ({ connection }) => connection.paths?.join(', ') ?? '',
			browse: browsePath,
		},
		(draft, text) => {
			const { paths: _, ...connection } = draft.connection;
			const paths = text.split(',').flatMap(path => path.trim() || []);
			return { ...draft, connection: { ...connection, ...(paths.length > 0 && { paths }) } };
		},
	),
	choiceStep(
		always,
		() => t('Which members are asked?'),
		() => [
			{ label: t('All of the member list'), description: t('recommended'), value: true },
			{ label: t('Only the given endpoints'), value: false },
		],
		draft => draft.connection.discover ?? true,
		(draft, discover) => ({ ...draft, connection: { ...draft.connection, discover } }),
	),
];

function name(taken: readonly string[]): Step<Draft>[] {
	return [
		textStep(
			always,
			{
				prompt: () => t('A name for this connection'),
				value: ({ connection }) => connection.name || suggestedName(connection),
				problem: text =>
					text.trim() === ''
						? t('The connection has a name.')
						: taken.includes(text.trim())
							? t('There is a connection of this name.')
							: undefined,
			},
			(draft, text) => ({ ...draft, connection: { ...draft.connection, name: text } }),
		),
	];
}

function securityChoices(): Choice<Security>[] {
	return [
		{ label: t('TLS with certificate files'), value: 'files' },
		{ label: t('TLS with the certificates of kubeadm'), description: '/etc/kubernetes/pki/etcd', value: 'kubeadm' },
		{ label: t('TLS, trusting the authorities of the system'), value: 'system' },
		{ label: t('No TLS (plain HTTP)'), value: 'plain' },
		{
			label: t('⚠ TLS without verification'),
			description: t('anyone may answer in the cluster’s place'),
			value: 'unverified',
		},
	];
}

function endpointsProblem(text: string): string | undefined {
	const endpoints = splitEndpoints(text);
	return endpoints.length === 0
		? t('At least one endpoint is needed.')
		: endpoints.map(endpointProblem).find(problem => problem !== undefined);
}

interface TextStep {
	/** Worded when it is asked: the language is known only then. */
	readonly prompt: () => string;
	readonly placeholder?: string;
	readonly isSecret?: boolean;
	readonly value: (draft: Draft) => string;
	readonly problem?: (text: string) => string | undefined;
	readonly browse?: () => Promise<string | undefined>;
}

function textStep(
	applies: (draft: Draft) => boolean,
	{ prompt, value, ...rest }: TextStep,
	then: (draft: Draft, text: string) => Draft | Promise<Draft>,
): Step<Draft> {
	const ask = async (draft: Draft, place: Place): Promise<Draft | Left> => {
		const text = await askText(place, { ...rest, prompt: prompt(), value: value(draft) });
		return isLeft(text) ? text : then(draft, text);
	};
	return { applies, ask };
}

function choiceStep<T>(
	applies: (draft: Draft) => boolean,
	placeholder: () => string,
	choices: () => readonly Choice<T>[],
	current: (draft: Draft) => T,
	then: (draft: Draft, value: T) => Draft,
): Step<Draft> {
	const ask = async (draft: Draft, place: Place): Promise<Draft | Left> => {
		const chosen = await askChoice(place, placeholder(), choices(), current(draft));
		return isLeft(chosen) ? chosen : then(draft, chosen.value);
	};
	return { applies, ask };
}

function fileStep(field: 'caFile' | 'certFile' | 'keyFile', prompt: () => string): Step<Draft> {
	const applies = (draft: Draft) => hasFiles(draft) && (field !== 'keyFile' || draft.connection.certFile !== undefined);
	return textStep(
		applies,
		{ prompt, value: ({ connection }) => connection[field] ?? '', browse: browseFile },
		async (draft, text) => ({
			...draft,
			connection: withText(draft.connection, field, text),
			...(field === 'keyFile' && { isKeyEncrypted: await isEncryptedKey(text) }),
		}),
	);
}

async function browsePath(): Promise<string | undefined> {
	const chosen = await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: true, canSelectMany: true });
	return chosen?.map((uri: Uri) => workspace.asRelativePath(uri, false)).join(', ');
}
