import { keepCompiledCode } from '#core/compileCache.ts'

keepCompiledCode(process.env.AFTERWORD_SETTINGS!)
await import('./coreService.ts')
