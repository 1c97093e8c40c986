import { setWords } from '../core/words.ts';
import type { DatabaseAsks } from '../core/database-screen.ts';
import { databaseScreen } from './database-screen.ts';
import { Host } from './host.ts';
import type { WalAsks } from '../core/wal-screen.ts';
import { WalScreen } from './wal-screen.ts';

/** The page says which screen it is; the words of the language come first. */
const screens = {
	database: () => {
		const host = new Host<DatabaseAsks>();
		host.ready(words => {
			setWords(words);
			void databaseScreen(host, document.body);
		});
	},
	wal: () => {
		const host = new Host<WalAsks>();
		host.ready(words => {
			setWords(words);
			new WalScreen(host, document.body).show();
		});
	},
};

const name = document.body.dataset['screen'];
Object.entries(screens).forEach(([screen, start]) => {
	if (screen === name) {
		start();
	}
});
