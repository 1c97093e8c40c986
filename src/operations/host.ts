/** A host as the system's `ssh` reaches it. JSON, without secrets: a plan that is taken up again reaches the same hosts. */
export interface SshHost {
	/** By which steps name it. */
	readonly name: string;
	/** What `ssh` is given: an address, or a name of `~/.ssh/config`. */
	readonly destination: string;
	readonly user?: string;
	readonly port?: number;
	readonly identityFile?: string;
	/** Instead of `~/.ssh/config`. */
	readonly configFile?: string;
	/** Whether commands need `sudo`, which must not ask for a password. */
	readonly sudo: boolean;
}

/** What opens a host where keys and agents do not. Never part of a plan. */
export interface HostSecrets {
	readonly password?: string;
	/** Of the identity file. */
	readonly passphrase?: string;
}
