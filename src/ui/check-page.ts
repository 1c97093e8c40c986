import { commands, env, Uri } from 'vscode';

const page = ['docs', 'checks.md'] as const;

/** Where a diagnostic points for more: a link that VS Code hands to this extension, here and from outside. */
export function checkLink(id: string): Uri {
	return Uri.from({ scheme: env.uriScheme, authority: 'quorum-tools.quorum', path: `/check/${id}` });
}

/** The id in such a link. */
export function checkOfLink(uri: Uri): string | undefined {
	return /^\/check\/([a-z0-9-]+\/[a-z0-9-]+)$/.exec(uri.path)?.[1];
}

/** Opens the page of all checks, which ships with the extension, at one of them. */
export async function showCheckPage(extensionUri: Uri, id: string | undefined): Promise<void> {
	const uri = Uri.joinPath(extensionUri, ...page);
	// Headings get their anchors as on GitHub: without the slash.
	await commands.executeCommand(
		'markdown.showPreview',
		id === undefined ? uri : uri.with({ fragment: id.replace('/', '') }),
	);
}
