import { type Static, Type } from 'typebox';

const File = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** What the process `link` needs: section `link` of a gateway's configuration. */
export const LinkSettings = Type.Object(
  {
    broker: Type.Object(
      {
        url: Type.String({
          pattern: '^(mqtt|mqtts)://[^/]+$',
          description: 'MQTT broker of the cloud, such as mqtts://gates.example.org:8883.',
        }),
        ca: File('Certificate of the authority that signed the broker’s; relative to this file.'),
        cert: File('This gateway’s client certificate; relative to this file.'),
        key: File('Its private key; relative to this file.'),
      },
      { additionalProperties: false },
    ),
    heartbeatSeconds: Type.Integer({
      minimum: 5,
      maximum: 300,
      default: 30,
      description: 'How often the gateway reports its state.',
    }),
  },
  { additionalProperties: false },
);
export type LinkSettings = Static<typeof LinkSettings>;
