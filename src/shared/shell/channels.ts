/** Where main and preload meet. */
export const channels = {
  call: 'afterword:call',
  event: 'afterword:event',
  connection: 'afterword:connection',
  pickFiles: 'afterword:pickFiles',
  pickFolder: 'afterword:pickFolder',
  offerPaths: 'afterword:offerPaths',
  offerBytes: 'afterword:offerBytes',
  save: 'afterword:save',
  setMenu: 'afterword:setMenu',
  menuCommand: 'afterword:menuCommand',
} as const
