/** What a webview and the extension say to each other. */
export type FromScreen =
	| { readonly id: number; readonly ask: string; readonly question: unknown }
	/** The page is there and listens. */
	| { readonly ready: true };

export type ToScreen =
	| { readonly id: number; readonly answer: unknown }
	/** A sentence for the user. */
	| { readonly id: number; readonly failure: string }
	| { readonly progress: number }
	/** The first message: the language, and which screen it is. */
	| { readonly words: Readonly<Record<string, string>> };
