// dependency-cruiser looks for its rules here.
export { default } from './house/dependency-rules.ts'
