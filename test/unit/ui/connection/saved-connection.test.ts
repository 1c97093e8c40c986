import assert from 'node:assert/strict';
import {
	parseSetting,
	secretName,
	userConnection,
	workspaceConnection,
} from '../../../../src/ui/connection/saved-connection.ts';

const connection = { name: 'prod', endpoints: ['https://10.0.0.1:2379'], user: 'root' };

describe('Where a password is kept', () => {
	it('is another place as soon as a workspace names other receivers', () => {
		const name = (change: object) =>
			secretName(workspaceConnection({ ...connection, ...change }, 'file:///w'), 'password');
		const changes = [
			{ endpoints: ['https://evil.example:2379'] },
			{ discoverySrv: 'evil.example' },
			{ caFile: 'evil.crt' },
			{ serverName: 'evil.example' },
			{ skipVerify: true },
			{ user: 'other' },
		];
		assert.equal(new Set([{}, ...changes].map(name)).size, changes.length + 1);
		assert.equal(name({ paths: ['manifests'] }), name({}));
	});

	it('is never that of the user for a workspace that takes the same name', () => {
		const places = [userConnection(connection), workspaceConnection(connection, 'file:///w')];
		assert.equal(new Set(places.map(saved => secretName(saved, 'password'))).size, 2);
	});

	it('stays when the user edits the endpoints of their own connection', () => {
		const edited = { ...connection, endpoints: ['https://10.0.0.2:2379'] };
		assert.equal(secretName(userConnection(edited), 'password'), secretName(userConnection(connection), 'password'));
	});
});

describe('An entry of the setting', () => {
	it('is a connection, or a sentence that says what is wrong', () => {
		assert.deepEqual(parseSetting(connection, 0), [connection]);
		assert.match(String(parseSetting({ name: 'prod', endpoints: 'https://10.0.0.1' }, 0)), /list of endpoints/);
		assert.match(String(parseSetting({ ...connection, password: 'x' }, 0)), /password/);
		assert.equal(typeof parseSetting(undefined, 0), 'string');
	});
});
