import tseslint from 'typescript-eslint';

/**
 * Who may import whom. `layers` are folders of src; `packages` are npm packages; `node` says whether Node's own modules
 * may be used. In the order of dependency: nobody imports from a row below. docs/architecture.md tells why.
 */
const layers = [
	{ name: 'core', layers: [], packages: [], node: false },
	{ name: 'schema', layers: ['core'], packages: [], node: false },
	{ name: 'manifest', layers: ['core', 'schema'], packages: ['yaml'], node: false },
	{ name: 'disk', layers: ['core'], packages: [], node: false },
	{ name: 'checks', layers: ['core', 'schema'], packages: [], node: false },
	{ name: 'language', layers: ['core', 'schema', 'manifest'], packages: [], node: false },
	{ name: 'operations', layers: ['core', 'schema', 'manifest', 'disk'], packages: [], node: false },
	{
		name: 'adapters',
		layers: ['core', 'schema', 'manifest', 'disk', 'operations'],
		packages: ['hash-wasm', 'jsonc-parser', 'lossless-json'],
		node: true,
	},
	{
		name: 'app',
		layers: ['core', 'schema', 'manifest', 'disk', 'checks', 'operations', 'adapters'],
		packages: [],
		node: true,
	},
	{ name: 'cli', layers: ['core', 'operations', 'app'], packages: ['commander'], node: true },
	{
		name: 'ui',
		layers: ['core', 'schema', 'manifest', 'disk', 'checks', 'language', 'operations', 'app'],
		packages: ['vscode'],
		node: true,
	},
];

/** Every import that is neither relative nor named for the layer. */
function strangers({ packages, node }) {
	const allowed = [...packages, ...(node ? ['node:[a-z0-9_/]+'] : [])];
	return allowed.length === 0 ? '^(?!\\.{1,2}/)' : `^(?!\\.{1,2}/)(?!(${allowed.join('|')})$)`;
}

function layerRules({ name, layers: allowed, packages, node }) {
	const forbidden = layers.map(layer => layer.name).filter(other => other !== name && !allowed.includes(other));
	return {
		files: [`src/${name}/**/*.ts`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ group: forbidden.map(other => `**/${other}/**`), message: `${name} does not know this layer.` },
						{ regex: strangers({ packages, node }), message: `${name} does not use this package.` },
					],
				},
			],
			...(node
				? {}
				: {
						'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'fetch', 'console'],
						'no-restricted-syntax': [
							'error',
							{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is a fact.' },
							{
								selector: "MemberExpression[object.name='Date'][property.name='now']",
								message: 'The clock is a fact.',
							},
						],
					}),
		},
	};
}

export default tseslint.config(
	{ ignores: ['dist', 'out', 'node_modules'] },
	...tseslint.configs.recommended,
	{
		files: ['**/*.ts'],
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'no-empty': ['error', { allowEmptyCatch: false }],
			eqeqeq: 'error',
			'no-console': 'off',
		},
	},
	{ files: ['src/**/*.ts'], rules: { 'no-console': 'error' } },
	...layers.map(layerRules),
);
