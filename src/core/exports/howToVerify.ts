import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'

/** `data/how-to-verify.txt`: how to check a pack with tools that are not Afterword's. */
export function howToVerify(record: ReviewRecord): string {
  const { review } = record.content
  const approvals = record.approvals.map(
    ({ kind, person }) =>
      `  openssl cms -verify -cades -binary -inform DER -purpose any -CAfile root.pem \\
    -in data/approvals/${kind}.p7s -content data/review-content.json -out /dev/null
  # by ${person.name.replaceAll(/\s+/g, ' ')}`,
  )
  return `${[
    `${review.key}, revision ${review.revision}: how to check this pack`,
    '',
    'With Afterword: afterword verify PACK.asice --trust root.pem, or the window “Verify”. Without anything to',
    'install: open verify.html in a browser and drop the pack on it. Both work without a network.',
    '',
    'With other tools: this file is a ZIP archive, an ASiC-E container (ETSI EN 319 162-1) and, unpacked, a BagIt bag',
    '(RFC 8493). Take root.pem from who sent you the pack, or compare the fingerprint of data/certificates/root.pem',
    'with what they tell you; a root certificate that came with the pack proves nothing by itself.',
    '',
    'The signature over the list of all files:',
    '  openssl cms -verify -cades -binary -inform DER -purpose any -CAfile root.pem \\',
    '    -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml -out /dev/null',
    '',
    'That the two lists of hashes are those that were signed; each of these has to stand in META-INF/ASiCManifest001.xml',
    'under the name of its file, else what follows proves nothing:',
    '  openssl dgst -sha256 -binary manifest-sha256.txt | base64',
    '  openssl dgst -sha256 -binary tagmanifest-sha256.txt | base64',
    '',
    'The files themselves:',
    '  sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt',
    '',
    ...(approvals.length > 0 ? ['Who approved the content of the review:', ...approvals, ''] : []),
    'That the log is the one of this root certificate:',
    '  openssl x509 -in root.pem -noout -pubkey > root.pub',
    '  openssl dgst -sha256 -verify root.pub -signature data/audit-log/log-key.sig data/audit-log/log-key.txt',
    '',
    'data/completeness.json says what was asked for, what is here, and what is missing and why. data/review.json is',
    'the review as data; data/schemas/ has its JSON Schema. data/audit-log/ has the events of the log about this',
    'review, with proofs of inclusion (RFC 9162) under a signed checkpoint (C2SP tlog-checkpoint).',
  ].join('\n')}\n`
}
