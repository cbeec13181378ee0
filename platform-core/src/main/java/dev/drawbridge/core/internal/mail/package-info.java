/**
 * Mails: {@link dev.drawbridge.core.internal.mail.MailOutbox} keeps a mail in the transaction that causes it and hands it to the
 * host's {@link dev.drawbridge.core.spi.Mailer} from a background job.
 *
 * <p>Flow: a feature writes a {@link dev.drawbridge.core.internal.mail.MailText}; {@code
 * MailTemplate} makes its plain and its HTML form; {@code enqueue} seals its body, because links in it
 * prove an address; the job claims what is due, opens it, sends it, and tries again later if that failed. {@link
 * dev.drawbridge.core.SmtpMailer} is a mailer for hosts that have none. This package does not know why a mail is sent.
 */
@NullMarked
package dev.drawbridge.core.internal.mail;

import org.jspecify.annotations.NullMarked;
