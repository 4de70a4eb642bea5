import { type ConfigChoice, type LoadedConfig, loadCloudConfig } from '../server/index.ts';
import { type OpenToolbox, openToolbox } from '../toolbox/index.ts';

/** What commands are made with: the toolbox of capabilities, and the configuration as the options name it. */
export interface ProgramTools extends OpenToolbox {
  config(): LoadedConfig;
}

/** @param options read when a command runs, after the command line has been parsed */
export function programTools(options: () => ConfigChoice): ProgramTools {
  let opened: OpenToolbox | undefined;
  const config = () => loadCloudConfig(options());
  const open = () => {
    const { data, config: settings } = config();
    const url = process.env.DATABASE_URL || settings.database.url;
    opened ??= openToolbox(data, { ...process.env, ...(url === undefined ? {} : { DATABASE_URL: url }) });
    return opened;
  };
  return {
    config,
    now: () => new Date(),
    logins: () => open().logins(),
    vault: () => open().vault(),
    listKeys: {
      public: () => open().listKeys.public(),
      add: () => open().listKeys.add(),
      retire: () => open().listKeys.retire(),
    },
    withDatabase: (work) => open().withDatabase(work),
    close: async () => opened?.close(),
  };
}
