/** Regions of the service on IBM Cloud, in the domains `dataplatform` and `dai`. */
export const regions = {
  dallas: 'https://api.dataplatform.cloud.ibm.com',
  frankfurt: 'https://api.eu-de.dataplatform.cloud.ibm.com',
  london: 'https://api.eu-gb.dataplatform.cloud.ibm.com',
  tokyo: 'https://api.jp-tok.dataplatform.cloud.ibm.com',
  sydney: 'https://api.au-syd.dai.cloud.ibm.com',
  toronto: 'https://api.ca-tor.dai.cloud.ibm.com',
} as const;

/** Name of a region of the service on IBM Cloud. */
export type Region = keyof typeof regions;
