import assert from 'node:assert/strict';
import { getLanguageService } from 'yaml-language-server';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { etcdSchema, kubeadmSchema, type JsonSchema } from '../../../src/schema/json-schema.ts';
import { fixturesOf } from '../config/lint-of.ts';
import { cluster } from '../language/file-of.ts';

let schemas = 0;

/** The engine of the YAML extension, with one schema for every file. It keeps what it knows by address, for all of its kind. */
function serviceWith(schema: JsonSchema) {
	const service = getLanguageService({
		schemaRequestService: uri => Promise.reject(new Error(`asked for ${uri}`)),
		workspaceContext: { resolveRelativePath: path => path },
	});
	const uri = `quorum://schema-${++schemas}.json`;
	// Kubernetes reads `yes` and `off` as YAML 1.1 does.
	const schemaSettings = [{ fileMatch: ['*'], uri, schema }];
	service.configure({ validate: true, hover: true, completion: true, yamlVersion: '1.1', schemas: schemaSettings });
	return service;
}

let documents = 0;

function documentOf(text: string): TextDocument {
	return TextDocument.create(`file:///f-${++documents}.yaml`, 'yaml', 1, text);
}

describe('The JSON schemas, in the YAML language server', () => {
	it('object to nothing, right or wrong: that is said by our rules', async () => {
		const service = serviceWith(kubeadmSchema({ strict: false }));
		const wrong = ['unknown-field.yaml', 'wrong-type.yaml', 'unknown-kind.yaml', 'pull-policy-invalid.yaml'];
		for (const [name, text] of fixturesOf('config')) {
			if (wrong.includes(name)) {
				assert.deepEqual(await service.doValidation(documentOf(text), false), [], name);
			}
		}
	});

	it('accept what kubeadm and etcd accept, when strict', async () => {
		const all = [...fixturesOf('config-silent')].filter(([name]) => !name.includes('placeholders'));
		for (const [pattern, schema] of [
			[/^kubeadm-/, kubeadmSchema({ strict: true })],
			[/^etcd\.conf\.yml$/, etcdSchema({ strict: true })],
		] as const) {
			const service = serviceWith(schema);
			const own = all.filter(([name]) => pattern.test(name));
			assert.ok(own.length > 0, pattern.source);
			for (const [name, text] of own) {
				assert.deepEqual(await service.doValidation(documentOf(text), false), [], name);
			}
		}
	});

	it('find unknown fields and wrong types, when strict', async () => {
		const service = serviceWith(kubeadmSchema({ strict: true }));
		const text = cluster('v1beta4', 'networking: {podsubnet: a}', 'dns: {disabled: 1}');
		const found = await service.doValidation(documentOf(text), false);
		assert.equal(found.length, 2);
	});

	it('offer the fields and the values of the place, and tell what they mean', async () => {
		const service = serviceWith(kubeadmSchema({ strict: false }));
		const text = cluster('v1beta4', 'networking:', '  pod').trimEnd();
		const document = documentOf(text);
		const { items } = await service.doComplete(document, document.positionAt(text.length), false);
		assert.ok(items.some(({ label }) => label === 'podSubnet'));
		assert.ok(!items.some(({ label }) => label === 'bootstrapTokens'));
		const hovered = documentOf(cluster('v1beta4', 'networking:', '  podSubnet: 10.244.0.0/16'));
		const hover = await service.doHover(hovered, hovered.positionAt(hovered.getText().indexOf('podSubnet') + 2));
		assert.match(JSON.stringify(hover), /The addresses of pods/);
	});
});
