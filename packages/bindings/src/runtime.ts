export { formatErrors, type FormattedError } from './errors.js';
export type { Method, Operation, Parameter, RequestBody } from './operation.js';
export { segmentRefusal, type Refusal } from './parameter.js';
export { toRequest, type InvalidParameter, type RequestParts, type RequestValue } from './request.js';
export {
  fromResponse,
  type Answer,
  type Failure,
  type Success,
  type Undeclared,
  type Undecodable,
} from './response.js';
