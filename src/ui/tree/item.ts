import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Command } from 'vscode';
import type { Severity } from '../../core/finding.ts';
import type { ContextValue } from './context-values.ts';
import { literal } from '../../core/report/markdown-text.ts';

export interface Look {
	readonly id: string;
	readonly label: string;
	/** State in words; also what a screen reader says after the label. */
	readonly description?: string;
	readonly icon: ThemeIcon;
	readonly tooltip?: string;
	readonly contextValue: ContextValue;
	readonly command?: Command;
	readonly children: 'none' | 'open' | 'closed';
}

const states = {
	none: TreeItemCollapsibleState.None,
	open: TreeItemCollapsibleState.Expanded,
	closed: TreeItemCollapsibleState.Collapsed,
} as const;

/** Every item has an id and something to read aloud. */
export function treeItem(look: Look): TreeItem {
	const { label, description, tooltip, contextValue, command } = look;
	const item = new TreeItem(label, states[look.children]);
	item.id = look.id;
	item.iconPath = look.icon;
	item.accessibilityInformation = { label: description ? `${label}, ${description}` : label };
	// Text of a cluster is text: it makes no links and no emphasis.
	const lines = (tooltip ?? (description ? `${label} – ${description}` : label)).split('\n');
	item.tooltip = new MarkdownString(lines.map(literal).join('  \n'));
	return Object.assign(item, {
		...(description !== undefined && { description }),
		contextValue,
		...(command && { command }),
	});
}

export function severityIcon(severity: Severity | undefined): ThemeIcon {
	switch (severity) {
		case 'error':
			return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
		case 'warning':
			return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
		case 'info':
			return new ThemeIcon('info');
		case undefined:
			return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
	}
}
