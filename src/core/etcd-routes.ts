import type { EtcdRoute } from './kubernetes.ts';

/** From the least permission to the greatest: each step gives what those before it give, and more. */
export const etcdRoutes: readonly EtcdRoute[] = ['api', 'metrics', 'exec', 'direct'];
