/** The version of the tables before and after. */
export interface Migration {
  readonly from: number;
  readonly to: number;
}
