/** What checks read of the API server's `/metrics`: all else is left out when the page is read. */
export const apiServerMetricNames: readonly string[] = [
	'apiserver_flowcontrol_rejected_requests_total',
	'apiserver_requested_deprecated_apis',
	'apiserver_resource_objects',
	'apiserver_storage_objects',
	'apiserver_storage_decode_errors_total',
	'apiserver_storage_size_bytes',
	'apiserver_storage_db_total_size_in_bytes',
	'etcd_db_total_size_in_bytes',
	'etcd_request_duration_seconds_bucket',
];
