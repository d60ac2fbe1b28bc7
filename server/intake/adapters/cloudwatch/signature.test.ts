import { describe, expect, test } from 'vitest'
import { isAmazon, isCertificateAddress, stringsToSign } from './signature.ts'

describe('the string to sign', () => {
  const envelope = {
    MessageId: 'id',
    TopicArn: 'arn',
    Message: 'a\nb',
    Timestamp: 'time',
    SignatureVersion: '1',
    Signature: 's',
    SigningCertURL: 'u',
  }

  test('of a notification has these members in this order, and leaves out what is not there', () => {
    expect(stringsToSign({ ...envelope, Type: 'Notification', Subject: 'x' })).toEqual([
      'Message\na\nb\nMessageId\nid\nSubject\nx\nTimestamp\ntime\nTopicArn\narn\nType\nNotification\n',
    ])
    expect(stringsToSign({ ...envelope, Type: 'Notification', Subject: null })).toEqual([
      'Message\na\nb\nMessageId\nid\nTimestamp\ntime\nTopicArn\narn\nType\nNotification\n',
    ])
  })

  test('of a confirmation has address and token as well; of an end both forms count', () => {
    const more = { SubscribeURL: 'url', Token: 'token' }
    const confirmation =
      'Message\na\nb\nMessageId\nid\nSubscribeURL\nurl\nTimestamp\ntime\nToken\ntoken\nTopicArn\narn\nType\n'
    expect(stringsToSign({ ...envelope, ...more, Type: 'SubscriptionConfirmation' })).toEqual([
      `${confirmation}SubscriptionConfirmation\n`,
    ])
    expect(stringsToSign({ ...envelope, ...more, Type: 'UnsubscribeConfirmation' })).toEqual([
      `${confirmation}UnsubscribeConfirmation\n`,
      `${confirmation.replace('Token\ntoken\n', '')}UnsubscribeConfirmation\n`,
    ])
  })
})

describe('addresses that a message names', () => {
  test.each([
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/x.pem',
    'https://SNS.us-gov-west-1.amazonaws.com/x.pem',
  ])('%s may be asked', (address) => {
    expect(isCertificateAddress(address)).toBe(true)
  })

  test.each([
    'http://sns.eu-central-1.amazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com.evil.test/x.pem',
    'https://sns.eu-central-1.evilamazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/x.pem',
    'https://sns.eu-central-1.amazonaws.com@evil.test/x.pem',
    'https://user@sns.eu-central-1.amazonaws.com/x.pem',
    'https://evil.test/sns.eu-central-1.amazonaws.com/x.pem',
    'https://evil.test\\@sns.eu-central-1.amazonaws.com/x.pem',
    'https://s3.eu-central-1.amazonaws.com/bucket/x.pem',
    'https://bucket.sns.eu-central-1.amazonaws.com/x.pem',
    'https://sns.a.amazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com/x.pem?y',
    'https://sns.eu-central-1.amazonaws.com/x.txt',
    'file:///x.pem',
    'https://169.254.169.254/x.pem',
    '',
  ])('%s may not', (address) => {
    expect(isCertificateAddress(address)).toBe(false)
  })

  test('to confirm a subscription may carry parameters, and lead to Amazon only', () => {
    expect(isAmazon('https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1')).toBe(true)
    expect(isAmazon('https://evil.test/?Action=ConfirmSubscription')).toBe(false)
  })
})
