// A font file imported from its package is its address in the build.

declare module "*.woff2" {
  const address: string;
  export default address;
}
