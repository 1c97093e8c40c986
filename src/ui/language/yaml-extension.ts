import { extensions, Uri, workspace, type TextDocument } from 'vscode';

const id = 'redhat.vscode-yaml';
const schema = 'quorum-schema://kubeadm';

/** What the YAML extension lets others do, as far as it is needed here. */
interface YamlApi {
	registerContributor(
		name: string,
		requestSchema: (resource: string) => string | undefined,
		requestSchemaContent: (uri: string) => Promise<string> | string,
	): boolean;
}

/**
 * Where the YAML extension is installed, it tells of fields and completes them by our schema, for the files that are of
 * kubeadm by content; so that nothing is said twice, we leave those to it and speak of flags and findings.
 */
export class YamlExtension {
	readonly #folder: Uri;
	#hasSchema = false;

	constructor(extensionUri: Uri) {
		this.#folder = Uri.joinPath(extensionUri, 'schemas');
	}

	/** Whether it tells of the fields of a document. The first question offers it the schema. */
	async tellsOf(document: TextDocument): Promise<boolean> {
		if (document.languageId !== 'yaml') {
			return false;
		}
		if (isOfKubeadm(document)) {
			this.#hasSchema ||= await this.#contribute();
			return this.#hasSchema;
		}
		// Etcd's file has the schema by its name, which the manifest contributes.
		return extensions.getExtension(id) !== undefined && /\/etcd\.conf(?:ig)?\.ya?ml$/.test(document.uri.path);
	}

	async #contribute(): Promise<boolean> {
		const extension = extensions.getExtension<Partial<YamlApi> | undefined>(id);
		const api = await extension?.activate();
		return (
			api?.registerContributor?.(
				'quorum',
				resource => {
					const document = workspace.textDocuments.find(({ uri }) => uri.toString() === Uri.parse(resource).toString());
					return document && isOfKubeadm(document) ? schema : undefined;
				},
				async () => new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.#folder, 'kubeadm.json'))),
			) === true
		);
	}
}

function isOfKubeadm(document: TextDocument): boolean {
	return /^apiVersion:\s*["']?(?:kubeadm|kubelet\.config|kubeproxy\.config)\.k8s\.io\//m.test(document.getText());
}
