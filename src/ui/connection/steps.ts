import { QuickInputButtons, ThemeIcon, window } from 'vscode';
import type { Disposable, QuickInput, QuickInputButton, QuickPickItem } from 'vscode';
import { t } from '../../core/words.ts';
import { away, back, type Left, type Place } from './take-steps.ts';

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
