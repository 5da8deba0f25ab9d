//! As much of DER (X.690) as keys, certificates and signatures need: written, and read back.

/// `INTEGER`.
pub(super) const INTEGER: u8 = 0x02;
/// `BIT STRING`.
pub(super) const BIT_STRING: u8 = 0x03;
/// `OCTET STRING`.
pub(super) const OCTET_STRING: u8 = 0x04;
/// `OBJECT IDENTIFIER`.
pub(super) const OID: u8 = 0x06;
/// `UTF8String`.
pub(super) const UTF8: u8 = 0x0c;
/// `PrintableString`.
pub(super) const PRINTABLE: u8 = 0x13;
/// `UTCTime`.
pub(super) const UTC_TIME: u8 = 0x17;
/// `GeneralizedTime`.
pub(super) const GENERALIZED_TIME: u8 = 0x18;
/// `SEQUENCE`.
pub(super) const SEQUENCE: u8 = 0x30;
/// `SET`.
pub(super) const SET: u8 = 0x31;
/// The n-th of its context, with others inside: `[0]`.
pub(super) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// One value: its tag, how long it is, and what is in it.
pub(super) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let digits = length.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<_>>();
    let mut written = vec![tag];
    match digits.as_slice() {
        [] => written.push(0),
        [short] if *short < 0x80 => written.push(*short),
        // No more than eight bytes of a length.
        long => written.push(0x80 | u8::try_from(long.len()).unwrap_or_default()),
    }
    if content.len() >= 0x80 {
        written.extend(digits);
    }
    written.extend_from_slice(content);
    written
}

/// These values in a row.
pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(SEQUENCE, &parts.concat())
}

/// These values in the order of their bytes, as DER has a set.
pub(super) fn set(tag: u8, mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    value(tag, &parts.concat())
}

/// A number that is not negative.
pub(super) fn integer(digits: &[u8]) -> Vec<u8> {
    let zeros = digits.iter().take_while(|byte| **byte == 0).count();
    let digits = digits.get(zeros..).unwrap_or_default();
    // The highest bit would be a sign.
    let sign: &[u8] = if digits.first().is_none_or(|first| *first >= 0x80) { &[0] } else { &[] };
    value(INTEGER, &[sign, digits].concat())
}

/// Bits, as many as fit into whole bytes.
pub(super) fn bits(content: &[u8]) -> Vec<u8> {
    value(BIT_STRING, &[&[0], content].concat())
}

/// A value that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    /// The same with its tag and its length.
    pub(super) whole: &'a [u8],
}

/// What is left to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// The next value, where there is a whole one.
    pub(super) fn next(&mut self) -> Option<Part<'a>> {
        let (tag, rest) = self.0.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match usize::from(*first) {
            short @ ..0x80 => (short, rest),
            long => {
                // More than four bytes of a length has nobody's certificate, and DER has some.
                let (digits, rest) =
                    rest.split_at_checked(long - 0x80).filter(|_| (0x81..=0x84).contains(&long))?;
                (digits.iter().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)), rest)
            }
        };
        let (content, rest) = rest.split_at_checked(length)?;
        let whole = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        Some(Part { tag: *tag, content, whole })
    }

    /// The next value, which has to be of this kind.
    pub(super) fn read(&mut self, tag: u8) -> Option<Part<'a>> {
        self.next().filter(|part| part.tag == tag)
    }
}

impl<'a> Part<'a> {
    /// What is inside.
    pub(super) fn inside(&self) -> Reader<'a> {
        Reader(self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_whatever_its_length() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = vec![7; length];
            let written = [value(OCTET_STRING, &content), integer(&[1])].concat();
            let mut reader = Reader(&written);
            let part = reader.read(OCTET_STRING).unwrap();
            assert_eq!((part.content, part.whole.len()), (&*content, written.len() - 3));
            assert_eq!(reader.read(INTEGER).unwrap().content, [1]);
            assert_eq!(reader.next(), None);
        }
    }

    #[test]
    fn lengths_and_numbers_are_the_shortest_there_are() {
        assert_eq!(value(OCTET_STRING, &[1; 3]), [4, 3, 1, 1, 1]);
        assert_eq!(value(OCTET_STRING, &[1; 200])[..3], [4, 0x81, 200]);
        assert_eq!(value(OCTET_STRING, &[1; 300])[..4], [4, 0x82, 1, 44]);
        assert_eq!(integer(&[0, 0, 1]), [2, 1, 1]);
        assert_eq!(integer(&[0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[]), [2, 1, 0]);
    }

    #[test]
    fn what_is_cut_off_is_not_read() {
        for cut in [&[][..], &[4], &[4, 2, 1], &[4, 0x80], &[4, 0x81], &[4, 0x85, 0, 0, 0, 0, 1, 1]]
        {
            assert_eq!(Reader(cut).next(), None, "{cut:?}");
        }
    }
}
