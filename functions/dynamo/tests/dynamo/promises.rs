//! The tests of a port's promises: each promise is a function that is given a bench, and holds for every one of them.

/// One test for each of the names, over the `Bench` of the module that has them: with the fake, with the embedded table, and
/// with a DynamoDB elsewhere, where `$elsewhere` is the method of `Elsewhere` that makes the bench.
macro_rules! promises {
    ($elsewhere:ident; $($file:ident: $($promise:ident),+;)+) => {
        mod fake {
            $($(
                #[tokio::test(flavor = "multi_thread")]
                async fn $promise() {
                    super::$file::$promise(super::Bench::fake()).await;
                }
            )+)+
        }

        mod table {
            $($(
                #[tokio::test(flavor = "multi_thread")]
                async fn $promise() {
                    super::$file::$promise(super::Bench::embedded().await).await;
                }
            )+)+
        }

        mod elsewhere {
            $($(
                #[tokio::test(flavor = "multi_thread")]
                #[ignore = "needs a DynamoDB, named by AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"]
                async fn $promise() {
                    let elsewhere = crate::bench::Elsewhere::reach().await;
                    super::$file::$promise(elsewhere.$elsewhere()).await;
                    elsewhere.clean_up().await;
                }
            )+)+
        }
    };
}

pub(crate) use promises;
