import type { Command } from '../app.ts';
import addConnection from './add-connection.ts';
import clearFilter from './clear-filter.ts';
import closeDataDirectory from './close-data-directory.ts';
import chooseEtcdCertificates from './choose-etcd-certificates.ts';
import copyRole from './copy-role.ts';
import diagnoseWithMadeCertificate from './diagnose-with-made-certificate.ts';
import compareReports from './compare-reports.ts';
import defragmentEtcd from './defragment-etcd.ts';
import compareObject from './compare-object.ts';
import connectCluster from './connect-cluster.ts';
import diagnoseCluster from './diagnose-cluster.ts';
import disconnectCluster from './disconnect-cluster.ts';
import refreshContexts from './refresh-contexts.ts';
import openWorkloadCluster from './open-workload-cluster.ts';
import showObject from './show-object.ts';
import diagnoseEtcd from './diagnose-etcd.ts';
import diagnoseEtcdDeeply from './diagnose-etcd-deeply.ts';
import editConnection from './edit-connection.ts';
import exportReport from './export-report.ts';
import filterEvents from './filter-events.ts';
import filterFindings from './filter-findings.ts';
import generateBackup from './generate-backup.ts';
import groupFindings from './group-findings.ts';
import importReport from './import-report.ts';
import lockConnection from './lock-connection.ts';
import markProduction from './mark-production.ts';
import migrateKubeadm from './migrate-kubeadm.ts';
import openDataDirectory from './open-data-directory.ts';
import openEtcdDatabase from './open-etcd-database.ts';
import openSample from './open-sample.ts';
import operateCluster from './operate-cluster.ts';
import operateMember from './operate-member.ts';
import recordRun from './record-run.ts';
import recoverCluster from './recover-cluster.ts';
import refreshClusters from './refresh-clusters.ts';
import removeConnection from './remove-connection.ts';
import removeReport from './remove-report.ts';
import replayRecording from './replay-recording.ts';
import resumePlan from './resume-plan.ts';
import saveSnapshot from './save-snapshot.ts';
import showCheck from './show-check.ts';
import showFinding from './show-finding.ts';
import showGuide from './show-guide.ts';
import showLog from './show-log.ts';
import showReport from './show-report.ts';
import testConnection from './test-connection.ts';
import unlockConnection from './unlock-connection.ts';

/** Every command of the manifest; a test holds the two against each other. */
export const commands = {
	'quorum.addConnection': addConnection,
	'quorum.clearFilter': clearFilter,
	'quorum.closeDataDirectory': closeDataDirectory,
	'quorum.chooseEtcdCertificates': chooseEtcdCertificates,
	'quorum.copyRole': copyRole,
	'quorum.diagnoseWithMadeCertificate': diagnoseWithMadeCertificate,
	'quorum.compareReports': compareReports,
	'quorum.defragmentEtcd': defragmentEtcd,
	'quorum.compareObject': compareObject,
	'quorum.connectCluster': connectCluster,
	'quorum.diagnoseCluster': diagnoseCluster,
	'quorum.disconnectCluster': disconnectCluster,
	'quorum.refreshContexts': refreshContexts,
	'quorum.openWorkloadCluster': openWorkloadCluster,
	'quorum.showObject': showObject,
	'quorum.diagnoseEtcd': diagnoseEtcd,
	'quorum.diagnoseEtcdDeeply': diagnoseEtcdDeeply,
	'quorum.editConnection': editConnection,
	'quorum.exportReport': exportReport,
	'quorum.filterEvents': filterEvents,
	'quorum.filterFindings': filterFindings,
	'quorum.generateBackup': generateBackup,
	'quorum.groupFindings': groupFindings,
	'quorum.importReport': importReport,
	'quorum.lockConnection': lockConnection,
	'quorum.markProduction': markProduction,
	'quorum.migrateKubeadm': migrateKubeadm,
	'quorum.openDataDirectory': openDataDirectory,
	'quorum.openEtcdDatabase': openEtcdDatabase,
	'quorum.openSample': openSample,
	'quorum.operateCluster': operateCluster,
	'quorum.operateMember': operateMember,
	'quorum.recordRun': recordRun,
	'quorum.recoverCluster': recoverCluster,
	'quorum.refreshClusters': refreshClusters,
	'quorum.removeConnection': removeConnection,
	'quorum.removeReport': removeReport,
	'quorum.replayRecording': replayRecording,
	'quorum.resumePlan': resumePlan,
	'quorum.saveSnapshot': saveSnapshot,
	'quorum.showCheck': showCheck,
	'quorum.showFinding': showFinding,
	'quorum.showGuide': showGuide,
	'quorum.showLog': showLog,
	'quorum.showReport': showReport,
	'quorum.testConnection': testConnection,
	'quorum.unlockConnection': unlockConnection,
} satisfies Record<string, Command>;
