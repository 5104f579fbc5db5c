import { createHash } from 'node:crypto'
import { fixedLengthSignature } from '#verifier/certificates-algorithms.ts'
import {
  readRelationships,
  relationshipTransform,
  transformRelationships,
} from '#verifier/docx/relationships.ts'
import { namespaces } from '#verifier/docx/signature.ts'
import { elementsOf, readXml, type XmlElement } from '#verifier/xml.ts'
import { attributeText, c14n, canonicalXml } from '#verifier/xml-canonical.ts'
import { kindOf, type SignablePackage } from './opc-package.ts'
import type { Signer } from './signer.ts'

const SHA256 = '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
const CANONICAL = `<Transform Algorithm="${c14n}"/>`
const OBJECT = 'http://www.w3.org/2000/09/xmldsig#Object'
const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties'
const algorithms: Record<Signer['algorithm'], string> = {
  'ecdsa-p256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  rsa: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
}
const begin = `<Signature xmlns="${namespaces.signature}" Id="idPackageSignature">`
const end = '</Signature>'

/** The signature part of a package, as text (ECMA-376-2, 13.2.4; MS-OFFCRYPTO, 2.5.2; EN 319 132-1, 6.3). */
export async function buildSignature(prepared: SignablePackage, signer: Signer, now: Date): Promise<string> {
  const instant = `${now.toISOString().slice(0, 19)}Z`
  const objects = `${packageObject(prepared, instant)}${officeObject}${propertiesObject(signer, instant)}`
  const [packed, office, properties] = elementsOf(inSignature(objects))
  const [signedProperties] = elementsOf(elementsOf(properties!)[0]!)
  const signedInfo = [
    `<SignedInfo><CanonicalizationMethod Algorithm="${c14n}"/>`,
    `<SignatureMethod Algorithm="${algorithms[signer.algorithm]}"/>`,
    `<Reference Id="idPackageReference" Type="${OBJECT}" URI="#idPackageObject">${digestOf(packed!)}</Reference>`,
    `<Reference Id="idOfficeReference" Type="${OBJECT}" URI="#idOfficeObject">${digestOf(office!)}</Reference>`,
    `<Reference Type="${SIGNED_PROPERTIES}" URI="#idSignedProperties"><Transforms>${CANONICAL}</Transforms>`,
    `${digestOf(signedProperties!)}</Reference></SignedInfo>`,
  ].join('')
  const der = await signer.sign(canonicalXml(elementsOf(inSignature(signedInfo))[0]!))
  const value = signer.algorithm === 'rsa' ? der : fixedLengthSignature(der, 32)
  const certificates = [signer.certificate, ...signer.chain].map(
    (one) => `<X509Certificate>${base64(one)}</X509Certificate>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `${begin}${signedInfo}<SignatureValue>${base64(value)}</SignatureValue>`,
    `<KeyInfo><X509Data>${certificates.join('')}</X509Data></KeyInfo>`,
    `${objects}${end}`,
  ].join('')
}

/** The signature with a time-stamp token among its unsigned properties; undefined if it is not one made here. */
export function withTimestamp(xml: string, token: Uint8Array): string | undefined {
  const parts =
    /^(.*<\/xd:SignedProperties>)(?:<xd:UnsignedProperties>.*)?(<\/xd:QualifyingProperties>.*)$/s.exec(xml)
  if (!parts) return undefined
  const stamp = `<xd:SignatureTimeStamp><CanonicalizationMethod Algorithm="${c14n}"/><xd:EncapsulatedTimeStamp>${base64(token)}</xd:EncapsulatedTimeStamp></xd:SignatureTimeStamp>`
  const unsigned = `<xd:UnsignedProperties><xd:UnsignedSignatureProperties>${stamp}</xd:UnsignedSignatureProperties></xd:UnsignedProperties>`
  return `${parts[1]}${unsigned}${parts[2]}`
}

function packageObject(prepared: SignablePackage, instant: string): string {
  const { parts, types } = prepared
  const references = [...parts]
    .filter(([part]) => !part.startsWith('_xmlsignatures/'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, content]) =>
      part.endsWith('.rels')
        ? relationshipsReference(part, content)
        : `<Reference URI="/${part}?ContentType=${kindOf(part, types)}">${digest(content)}</Reference>`,
    )
  const time =
    `<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature">` +
    `<mdssi:SignatureTime xmlns:mdssi="${namespaces.opc}"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>` +
    `<mdssi:Value>${instant}</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties>`
  return `<Object Id="idPackageObject"><Manifest>${references.join('')}</Manifest>${time}</Object>`
}

/** Every relationship of the part but the one that leads to the signature itself. */
function relationshipsReference(part: string, content: Uint8Array): string {
  const relationships = readRelationships(content).filter((one) => !one.target.startsWith('/_xmlsignatures/'))
  const ids = relationships.map((one) => one.id).toSorted()
  const chosen = ids.map(
    (id) => `<mdssi:RelationshipReference xmlns:mdssi="${namespaces.opc}" SourceId="${attributeText(id)}"/>`,
  )
  const transforms = `<Transform Algorithm="${relationshipTransform}">${chosen.join('')}</Transform>${CANONICAL}`
  const kind = 'application/vnd.openxmlformats-package.relationships+xml'
  return `<Reference URI="/${part}?ContentType=${kind}"><Transforms>${transforms}</Transforms>${digest(transformRelationships(relationships, ids)!)}</Reference>`
}

/** What Office asks for in a signature of its documents; the values say that nothing is shown for it. */
const officeObject =
  '<Object Id="idOfficeObject"><SignatureProperties><SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">' +
  '<SignatureInfoV1 xmlns="http://schemas.microsoft.com/office/2006/digsig"><SetupID/><SignatureText/><SignatureImage/>' +
  '<SignatureComments/><WindowsVersion>10.0</WindowsVersion><OfficeVersion>16.0</OfficeVersion>' +
  '<ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors><HorizontalResolution>1920</HorizontalResolution>' +
  '<VerticalResolution>1080</VerticalResolution><ColorDepth>32</ColorDepth>' +
  '<SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId><SignatureProviderUrl/>' +
  '<SignatureProviderDetails>9</SignatureProviderDetails><SignatureType>1</SignatureType></SignatureInfoV1>' +
  '</SignatureProperty></SignatureProperties></Object>'

function propertiesObject(signer: Signer, instant: string): string {
  const format = (reference: string) =>
    `<xd:DataObjectFormat ObjectReference="#${reference}"><xd:MimeType>text/xml</xd:MimeType></xd:DataObjectFormat>`
  return [
    `<Object><xd:QualifyingProperties xmlns:xd="${namespaces.xades}" Target="#idPackageSignature">`,
    '<xd:SignedProperties Id="idSignedProperties"><xd:SignedSignatureProperties>',
    `<xd:SigningTime>${instant}</xd:SigningTime>`,
    `<xd:SigningCertificateV2><xd:Cert><xd:CertDigest>${digest(signer.certificate)}</xd:CertDigest></xd:Cert></xd:SigningCertificateV2>`,
    '</xd:SignedSignatureProperties><xd:SignedDataObjectProperties>',
    `${format('idPackageReference')}${format('idOfficeReference')}`,
    '</xd:SignedDataObjectProperties></xd:SignedProperties></xd:QualifyingProperties></Object>',
  ].join('')
}

/** A piece of the signature as it will stand in it. */
function inSignature(xml: string): XmlElement {
  return readXml(Buffer.from(`${begin}${xml}${end}`, 'utf8'))
}

function digestOf(element: XmlElement): string {
  return digest(canonicalXml(element))
}

function digest(octets: Uint8Array): string {
  return `${SHA256}<DigestValue>${createHash('sha256').update(octets).digest('base64')}</DigestValue>`
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64')
}
