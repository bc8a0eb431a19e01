/** How PostgreSQL is started: its own parameters, and the defaults of ours. */
import { SETTINGS } from '../settings.ts';

/** The database of the snapshot, and so what `current_database()` and the prompt say. */
export const DATABASE = 'ddbsql';

/** Parameters of every start. What is given here is also what RESET returns to. */
const PARAMETERS: Readonly<Record<string, string>> = {
  // Nothing outlives the process, so nothing need survive a crash.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_checkpoints: 'off',
  // What a checkpoint no longer needs is removed, not kept for later.
  max_wal_size: '8MB',
  min_wal_size: '2MB',
  // Errors reach the client; a log would be read by nobody.
  log_min_messages: 'panic',
  log_min_error_statement: 'panic',
  // posix_fallocate copies the whole file each time in Emscripten's memory file system: 4 times slower loads.
  file_extend_method: 'write_zeros',
  // Files are in memory already: a large cache would hold them twice, and spilling saves nothing until work is really large.
  shared_buffers: '16MB',
  work_mem: '64MB',
  maintenance_work_mem: '64MB',
  // One process.
  io_method: 'sync',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  exit_on_error: 'off',
};

/** PostgreSQL's command line, without the data directory and the database. */
export function startParameters(extra: Readonly<Record<string, string>> = {}): string[] {
  const settings = Object.fromEntries(Object.values(SETTINGS).map((setting) => [setting.name, setting.default]));
  const parameters = Object.entries({ ...PARAMETERS, ...settings, ...extra });
  // --single: one backend, spoken to by the caller. -j: a newline does not end a query.
  return ['--single', '-j', ...parameters.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
