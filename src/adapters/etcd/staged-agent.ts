import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type { Handshake } from '../../core/facts.ts';
import type { Access } from './access.ts';
import { openSocket } from './socket.ts';

/**
 * Keeps and lends connections to one server. They come from `openSocket`, so that every failure knows its stage; `onHandshake`
 * hears of each certificate that was shown, refused ones included.
 */
export function stagedAgent(
	base: URL,
	access: Access,
	context: SecureContext | undefined,
	maxSockets: number,
	signal: AbortSignal,
	onHandshake: (handshake: Handshake) => void,
): Agent {
	const agent = new Agent({ keepAlive: true, maxSockets });
	const note = (handshake: Handshake | undefined) => handshake && onHandshake(handshake);
	agent.createConnection = (_options, done) => {
		openSocket(base, access, context, 'http/1.1', signal).then(
			opened => {
				note(opened.handshake);
				done?.(null, opened.socket);
			},
			(error: Error & { handshake?: Handshake }) => {
				note(error.handshake);
				// On failure the agent ignores the stream, which Node's type still asks for.
				done?.(error, undefined as unknown as Duplex);
			},
		);
		return undefined;
	};
	return agent;
}
