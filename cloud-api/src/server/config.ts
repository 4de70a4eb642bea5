import { type Static, Type } from 'typebox';

const Host = (byDefault: string, description: string) =>
  Type.String({ minLength: 1, maxLength: 255, default: byDefault, description });
const Port = (byDefault: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: 65_535, default: byDefault, description });
const File = (description: string) => Type.String({ minLength: 1, description });

/** What parts of the cloud a process runs. All in one by default; apart at scale. */
export const CLOUD_ROLES = ['api', 'ingest', 'jobs'] as const;
export type CloudRole = (typeof CLOUD_ROLES)[number];

const SignIn = Type.Object(
  {
    public_url: Type.Optional(
      Type.String({
        pattern: '^https?://[^/]+$',
        description:
          'Where people reach this cloud, without a path; the identity provider sends them back there.',
      }),
    ),
    oidc: Type.Optional(
      Type.Object(
        {
          issuer: Type.String({ pattern: '^https?://.+$', description: 'Address of the identity provider.' }),
          client_id: Type.String({
            minLength: 1,
            description: 'Name of this cloud there; OIDC_CLIENT_SECRET has its secret.',
          }),
          name: Type.String({
            minLength: 1,
            maxLength: 60,
            description: 'What people call it; written on the button.',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, default: {} },
);

const Mail = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^smtps?://.+$',
        description:
          'Server that sends mails; SMTP_URL has precedence. Absent: notices are shown after signing in only.',
      }),
    ),
    from: Type.String({ minLength: 3, default: 'vratar@localhost', description: 'Sender of the mails.' }),
  },
  { additionalProperties: false, default: {} },
);

const Tls = Type.Object(
  {
    ca: File('Certificate of the authority that signs the gateways’ certificates.'),
    cert: File('Certificate of the broker.'),
    key: File('Its private key.'),
  },
  { additionalProperties: false },
);

const Broker = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^mqtts?://.+$',
        description: 'A broker of yours; MQTT_URL has precedence. Absent: the embedded one.',
      }),
    ),
    share: Type.String({
      pattern: '^[A-Za-z0-9_-]{0,40}$',
      default: 'vratar-ingest',
      description: 'Workers of one name share the messages of a broker of yours; empty: this one gets all.',
    }),
    host: Host('127.0.0.1', 'Address on which the embedded broker listens.'),
    port: Port(1883, 'Its port; 0 chooses a free one.'),
    tls: Type.Optional(Tls),
  },
  { additionalProperties: false, default: {} },
);

/** Configuration of the cloud; `vratar-cloud config example` prints a commented one. */
export const CloudConfig = Type.Object(
  {
    data: Type.String({
      minLength: 1,
      default: 'data',
      description: 'Folder of the embedded database and the keys; relative to this file.',
    }),
    roles: Type.Array(Type.Enum([...CLOUD_ROLES]), {
      minItems: 1,
      uniqueItems: true,
      default: [...CLOUD_ROLES],
      description: 'Parts that this process runs.',
    }),
    http: Type.Object(
      {
        host: Host('127.0.0.1', 'Address on which the API and the pages listen.'),
        port: Port(8080, 'Its port; 0 chooses a free one.'),
      },
      { additionalProperties: false, default: {} },
    ),
    database: Type.Object(
      {
        url: Type.Optional(
          Type.String({
            pattern: '^postgres(ql)?://.+$',
            description:
              'A PostgreSQL server of yours; DATABASE_URL has precedence. Absent: the embedded one.',
          }),
        ),
      },
      { additionalProperties: false, default: {} },
    ),
    broker: Broker,
    sign_in: SignIn,
    mail: Mail,
    log: Type.Enum(['debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
  },
  { additionalProperties: false },
);
export type CloudConfig = Static<typeof CloudConfig>;
