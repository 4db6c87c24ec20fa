/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // The server bundle, not Next, owns these: a route never loads the database client.
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-libsql', 'pino'],
};

export default config;
