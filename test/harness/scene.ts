/** What the tests in the extension host are told of the world that was made for them. */
export interface Scene {
	/** Of a cluster of which the last member was killed and the others are near their quota. */
	readonly endpoints: readonly string[];
	/** Of a cluster of three that is well. */
	readonly healthy: readonly string[];
	/** The folder of the user's configuration, which is the tests' own. */
	readonly configHome: string;
}

/** The variable of the environment that holds it as JSON. */
export const sceneVariable = 'QUORUM_TEST_SCENE';
