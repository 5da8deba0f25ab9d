//! 금융결제원 오픈뱅킹 (KFTC `OpenBanking`): who lives there, what they have, what was posted.

mod dice;
mod ledger;
mod people;
