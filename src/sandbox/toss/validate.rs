//! `POST /api/v1/certificate/validate`: whether the certificate of a signature is good.

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::toss::{certificate, gate};
use crate::wire::toss::CertificateCheck;

/// Answers for a certificate of the sandbox's authority, none of which is ever revoked; about any other
/// it knows nothing good.
pub(super) fn validate(call: &Call, context: &Context) -> Result<Answer, Stop> {
    gate::admitted(call, context)?;
    let question = gate::question(call)?;
    let pem = gate::text(&question, "certificate")?;
    let (is_ours, is_in_time) = certificate::judged(pem, context.now())
        .ok_or_else(|| gate::wrong_format("certificate", "-----BEGIN CERTIFICATE-----"))?;
    Ok(gate::granted(&CertificateCheck { valid: is_ours && is_in_time, enabled: is_ours }))
}
