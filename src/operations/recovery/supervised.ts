import type { HostScript } from './host-script.ts';

/** Flags of etcd that a start differs in, without dashes. */
export type StartFlags = Readonly<Record<string, string>>;

/** How etcd is stopped and started on one host by whatever starts it there, for one plan. */
export interface Supervised {
	/** Where it keeps what it moved aside, and its own files. */
	readonly folder: string;
	/** What a person types to take `fence` back. */
	readonly unfence: string;
	/** Stops etcd and keeps it from starting, also after the host starts anew. */
	readonly fence: HostScript;
	/** Stopped, and kept from starting. */
	readonly isFenced: HostScript;
	/** Starts it with `--force-new-cluster`, and sees to it that the flag is taken away again. */
	readonly force: HostScript;
	/** Takes the flag away, and starts it without. */
	readonly release: HostScript;
	/** As it was before. */
	readonly start: HostScript;
	readonly isStarted: HostScript;
	join(flags: StartFlags): HostScript;
	isJoined(flags: StartFlags): HostScript;
	/** Takes away what `join` needed, once the member has its data; missing where that stays. */
	readonly settle?: HostScript;
}
