import { createHook } from 'node:async_hooks';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/** What Node makes whenever a process dials, listens or asks DNS, whoever asks for it. */
const outward = new Set([
	'TCPWRAP',
	'TCPCONNECTWRAP',
	'TCPSERVERWRAP',
	'PIPECONNECTWRAP',
	'PIPESERVERWRAP',
	'TLSWRAP',
	'HTTP2SESSION',
	'UDPWRAP',
	'UDPSENDWRAP',
	'GETADDRINFOREQWRAP',
	'GETNAMEINFOREQWRAP',
	'QUERYWRAP',
]);

const synchronous = ['spawnSync', 'execSync', 'execFileSync'] as const;

/** Undocumented, and older than any of Node's documentation of it: every asynchronous way to a child process comes through. */
const processes = childProcess.ChildProcess.prototype as unknown as {
	spawn(this: unknown, ...args: unknown[]): unknown;
};

/**
 * What VS Code does whenever it likes: it looks for ports to forward, and for files that call for extensions of its own.
 * Those of this extension would be YAML.
 */
const ofVsCodeItself: readonly RegExp[] = [/findCandidatePorts/, /^spawn (?!.*ya?ml).*\n?.*spawnRipgrep/];

export interface Outside {
	/** Each contact so far: its kind, and who made it. */
	readonly contacts: readonly string[];
	end(): void;
}

/** Notes every contact that the extension host makes with the world outside, until it is ended. */
export function watchOutside(): Outside {
	const contacts: string[] = [];
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 50;
	const note = (kind: string) => {
		const contact = `${kind} ${whoCalls()}`;
		if (!ofVsCodeItself.some(each => each.test(contact))) {
			contacts.push(contact);
		}
	};
	const hook = createHook({ init: (_id, type) => void (outward.has(type) && note(type)) }).enable();
	// A synchronous child process is no resource of the event loop.
	const originals = synchronous.map(name => [name, childProcess[name]] as const);
	const put = (name: string, value: unknown) => Object.assign(childProcess, { [name]: value });
	for (const [name, original] of originals) {
		put(name, (...args: readonly unknown[]) => {
			note(name);
			return Reflect.apply(original, childProcess, args);
		});
	}
	// Whatever starts a process in the background ends here; its options have the arguments.
	const { spawn } = processes;
	processes.spawn = function (...args) {
		note(`spawn ${JSON.stringify(Object(args[0]).args)}`);
		return spawn.apply(this, args);
	};
	syncBuiltinESMExports();
	return {
		contacts,
		end() {
			hook.disable();
			Error.stackTraceLimit = stackTraceLimit;
			processes.spawn = spawn;
			originals.forEach(([name, original]) => put(name, original));
			syncBuiltinESMExports();
		},
	};
}

/** Waits until VS Code has done what it does by itself after its start: three seconds without any contact. */
export async function untilQuiet(): Promise<void> {
	const outside = watchOutside();
	try {
		for (let seen = -1; seen < outside.contacts.length;) {
			seen = outside.contacts.length;
			await new Promise(resolve => setTimeout(resolve, 3000));
		}
	} finally {
		outside.end();
	}
}

/** The nearest callers outside Node itself and this file. */
function whoCalls(): string {
	const frames = new Error('for its stack').stack?.split('\n').slice(4) ?? [];
	const outer = frames.filter(frame => !/node:|<anonymous>|host-tests/.test(frame));
	return outer.slice(0, 4).join('\n');
}
