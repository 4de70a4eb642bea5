import { VratarError } from '@vratar/protocol/errors';
import * as oidc from 'openid-client';

export interface OidcSettings {
  /** Such as https://login.example.bg; its discovery document is read from there. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  /** How people know the provider, such as “edu.mon.bg”. */
  readonly name: string;
  /** Where this cloud is reached, such as https://vratar.school.bg. */
  readonly publicUrl: string;
}

/** What the browser keeps between the two halves of signing in. */
export interface OidcFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path of the page that was wanted. */
  readonly back: string;
  /** Whether the identity is to be linked to the account that is signed in. */
  readonly link: boolean;
}

export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
}

export const CALLBACK_PATH = '/api/v1/session/oidc/callback';

/** The identity provider: authorisation code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9700). */
export class OidcProvider {
  readonly settings: OidcSettings;
  #configuration: Promise<oidc.Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.settings = settings;
  }

  /** @throws VratarError `oidc_unreachable` */
  async begin(wanted: Pick<OidcFlow, 'back' | 'link'>): Promise<{ url: URL; flow: OidcFlow }> {
    const configuration = await this.#discovered();
    const flow = {
      ...wanted,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.settings.publicUrl}${CALLBACK_PATH}`,
      // Who it is and nothing more: names and addresses the school has itself.
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
    });
    return { url, flow };
  }

  /**
   * @param query of the address to which the provider sent the browser back, such as `?code=…&state=…`
   * @throws VratarError `oidc_refused`, `oidc_unreachable`
   */
  async finish(query: string, { state, nonce, verifier }: OidcFlow): Promise<OidcIdentity> {
    const configuration = await this.#discovered();
    const current = new URL(`${this.settings.publicUrl}${CALLBACK_PATH}${query}`);
    const tokens = await oidc
      .authorizationCodeGrant(configuration, current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((cause: unknown) => {
        throw new VratarError('oidc_refused', { why: reasonOf(cause) }, {}, { cause });
      });
    const claims = tokens.claims()!;
    return { issuer: claims.iss, subject: claims.sub };
  }

  /** @returns where the browser may sign out of the provider too; undefined where the provider offers no such address */
  async endSession(): Promise<URL | undefined> {
    const configuration = await this.#discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${this.settings.publicUrl}/sign-in/`,
      client_id: this.settings.clientId,
    });
  }

  /** Read when first needed, and again after a failure: the cloud starts without its identity provider. */
  #discovered(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    this.#configuration ??= oidc
      .discovery(
        server,
        clientId,
        undefined,
        clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
        server.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {},
      )
      .catch((cause: unknown) => {
        this.#configuration = undefined;
        throw new VratarError('oidc_unreachable', { why: reasonOf(cause) }, {}, { cause });
      });
    return this.#configuration;
  }
}

/** OAuth's own error code where there is one: it names no person and no secret. */
function reasonOf(cause: unknown): string {
  const { error, code, message } = cause as { error?: unknown; code?: unknown; message?: unknown };
  return String(error ?? code ?? message ?? cause);
}
