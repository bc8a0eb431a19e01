/** Something other than DynamoDB answered: a proxy's error page, a captive portal. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
  /** Where the SDK's retry handling looks for the status. */
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(status: number, options?: ErrorOptions) {
    super(`HTTP ${status} with a body that is not DynamoDB's JSON`, options);
    this.$metadata = { httpStatusCode: status };
  }
}
