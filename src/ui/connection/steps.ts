import { QuickInputButtons, ThemeIcon, window } from 'vscode';
import type { Disposable, QuickInput, QuickInputButton, QuickPickItem } from 'vscode';
import { t } from '../../core/words.ts';

/** The user went one step back, or went away. */
export const back = Symbol('back');
export const away = Symbol('away');
export type Left = typeof back | typeof away;

/** One question of several: asks with what is known so far, and gives what is known then. */
export interface Step<T> {
	/** A step whose question does not arise is passed over, both ways. */
	applies(draft: T): boolean;
	ask(draft: T, place: Place): Promise<T | Left>;
}

export interface Place {
	readonly title: string;
	readonly step: number;
	readonly totalSteps: number;
}

/** Asks one step after another, with a way back. `undefined` when the user went away. */
export async function takeSteps<T>(title: string, steps: readonly Step<T>[], draft: T): Promise<T | undefined> {
	const drafts: T[] = [draft];
	const taken: Step<T>[] = [];
	for (;;) {
		const now = drafts[drafts.length - 1] ?? draft;
		const open = steps.filter(step => !taken.includes(step) && step.applies(now));
		const next = open[0];
		if (!next) {
			return now;
		}
		const place = { title, step: taken.length + 1, totalSteps: taken.length + open.length };
		const answer = await next.ask(now, place);
		if (answer === away) {
			return undefined;
		}
		if (answer === back) {
			taken.pop();
			drafts.length = Math.max(1, drafts.length - 1);
		} else {
			taken.push(next);
			drafts.push(answer);
		}
	}
}

export interface Text {
	readonly prompt: string;
	readonly value: string;
	readonly placeholder?: string;
	readonly isSecret?: boolean;
	/** Why this text will not do. */
	problem?(text: string): string | undefined;
	/** A button beside the text, and what it puts there. */
	readonly browse?: () => Promise<string | undefined>;
}

/** An input box as a step. */
export function askText(
	place: Place,
	{ prompt, value, placeholder, isSecret, problem, browse }: Text,
): Promise<string | Left> {
	const box = window.createInputBox();
	Object.assign(box, { prompt, value, placeholder, password: isSecret ?? false });
	box.buttons = [...backButton(place), ...(browse ? [browseButton()] : [])];
	// A file dialog hides the box for a while.
	let isBrowsing = false;
	const accept = () => {
		box.validationMessage = problem?.(box.value);
		return box.validationMessage === undefined;
	};
	const browseInto = async () => {
		isBrowsing = true;
		box.value = (await browse?.()) ?? box.value;
		isBrowsing = false;
		box.show();
	};
	return answerOf(box, place, (settle: (answer: string | Left) => void) => [
		box.onDidChangeValue(() => accept()),
		box.onDidAccept(() => accept() && settle(box.value.trim())),
		box.onDidTriggerButton(button => (button === QuickInputButtons.Back ? settle(back) : browseInto())),
		box.onDidHide(() => isBrowsing || settle(away)),
	]);
}

export interface Choice<T> extends QuickPickItem {
	readonly value: T;
}

/** One of several, as a step. */
export function askChoice<T>(
	place: Place,
	placeholder: string,
	choices: readonly Choice<T>[],
	current?: T,
): Promise<Choice<T> | Left> {
	const pick = window.createQuickPick<Choice<T>>();
	Object.assign(pick, { placeholder, items: choices });
	pick.buttons = backButton(place);
	pick.activeItems = choices.filter(({ value }) => value === current);
	return answerOf(pick, place, (settle: (answer: Choice<T> | Left) => void) => [
		pick.onDidAccept(() => pick.selectedItems[0] && settle(pick.selectedItems[0])),
		pick.onDidTriggerButton(() => settle(back)),
		pick.onDidHide(() => settle(away)),
	]);
}

export function isLeft(answer: unknown): answer is Left {
	return answer === back || answer === away;
}

function backButton({ step }: Place): QuickInputButton[] {
	return step > 1 ? [QuickInputButtons.Back] : [];
}

function browseButton(): QuickInputButton {
	return { iconPath: new ThemeIcon('folder-opened'), tooltip: t('Choose a file') };
}

async function answerOf<T>(
	input: QuickInput,
	{ title, step, totalSteps }: Place,
	listen: (settle: (answer: T) => void) => Disposable[],
): Promise<T> {
	Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
	let listening: Disposable[] = [];
	try {
		return await new Promise<T>(resolve => {
			listening = listen(resolve);
			input.show();
		});
	} finally {
		listening.forEach(each => each.dispose());
		input.dispose();
	}
}
