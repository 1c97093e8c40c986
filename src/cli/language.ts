import { setWords } from '../core/words.ts';

/**
 * Speaks the language of the terminal: of the variables that POSIX names, in its order, the first that is set decides.
 * Chinese is loaded only when it is wanted; any other language is English.
 */
export async function speakLanguageOf(env: NodeJS.ProcessEnv): Promise<void> {
	const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(value => value !== undefined && value !== '');
	if (locale?.toLowerCase().startsWith('zh')) {
		const { default: words } = await import('../../l10n/bundle.l10n.zh-cn.json', { with: { type: 'json' } });
		setWords(words);
	}
}
