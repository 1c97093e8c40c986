import type { DocumentFilter, TextDocument, Uri } from 'vscode';
import { isEnvironment, isRelevant, isUnit } from '../../core/relevance.ts';

/** Whatever VS Code, or an extension for them, takes units of systemd and files of variables for: mostly plain text. */
const inLines = ['plaintext', 'ini', 'properties', 'dotenv', 'systemd-unit-file', 'systemd-conf', 'systemd', 'env'];
const json = ['json', 'jsonc'];

/** The languages in which a file may be one of ours. */
export const selector: readonly DocumentFilter[] = ['yaml', ...json, ...inLines].map(language => ({ language }));

const languages = new Set(selector.map(({ language }) => language));

/** A longer text is no configuration, and looking through it at each keystroke takes time. */
const mostLines = 20_000;

/** Whether a document is worth understanding: in YAML by a glance, in other languages only where its content is ours. */
export function isOurs(document: TextDocument): boolean {
	const { languageId, lineCount } = document;
	if (!languages.has(languageId) || (languageId !== 'yaml' && lineCount > mostLines)) {
		return false;
	}
	const text = document.getText();
	return isRelevant(text) && (!inLines.includes(languageId) || isUnit(text) || isEnvironment(text));
}

/** Of this machine, or of the one that the editor works on: to look into a folder of any other would mean to dial it. */
const nearSchemes = new Set(['file', 'vscode-remote']);

export function isNear({ scheme }: Uri): boolean {
	return nearSchemes.has(scheme);
}
