/** The project or space of all calls, to check what a search returns. Absent: it is not checked. */
export interface HasScope {
  readonly scope?: { readonly project_id: string } | { readonly space_id: string } | undefined;
}
