// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Qualcomm: identity for certain clients of certain SMMUs, and qcom_iommu. */
#include <stdio.h>

#include "dts_help.h"

Suite *qcom_suite(void);

#define NEVER UINT32_MAX

struct entry {
	const char *compatible;
	iop_version since;
};

static const char *board(const char *smmu, const char *client)
{
	static char text[1024];

	snprintf(text, sizeof(text), DTS(SMMU("s", "1000")
		 "a { compatible = %s; iommus = <&s 1>; };")
		 "&s { compatible = %s; };", client, smmu);
	return text;
}

static void expect_identity_since(iop_version since, const char *text)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_domain("/a", dts_releases[r] >= since ? "identity" : "DMA");
		if (dts_releases[r] >= since)
			ck_assert_int_eq(dts_group("/a")->domain_why, IOP_DOMAIN_CLIENT);
	}
}

static const struct entry clients[] = {
	{ "qcom,adreno", IOP_VERSION(5, 8, 0) },
	{ "qcom,mdp4", IOP_VERSION(5, 8, 0) },
	{ "qcom,mdss", IOP_VERSION(5, 8, 0) },
	{ "qcom,sc7180-mdss", IOP_VERSION(5, 8, 0) },
	{ "qcom,sc7180-mss-pil", IOP_VERSION(5, 8, 0) },
	{ "qcom,sdm845-mdss", IOP_VERSION(5, 8, 0) },
	{ "qcom,sdm845-mss-pil", IOP_VERSION(5, 8, 0) },
	{ "qcom,adreno-gmu", IOP_VERSION(5, 10, 209) },
	{ "qcom,sc8180x-mdss", IOP_VERSION(5, 12, 0) },
	{ "qcom,sc7280-mdss", IOP_VERSION(5, 14, 0) },
	{ "qcom,sc7280-mss-pil", IOP_VERSION(5, 17, 0) },
	{ "qcom,sm8250-mdss", IOP_VERSION(6, 0, 0) },
	{ "qcom,sc8280xp-mdss", IOP_VERSION(6, 3, 0) },
	{ "qcom,sm8150-mdss", IOP_VERSION(6, 3, 0) },
	{ "qcom,sm6350-mdss", IOP_VERSION(6, 6, 0) },
	{ "qcom,sm6375-mdss", IOP_VERSION(6, 6, 0) },
	{ "qcom,qcm2290-mdss", IOP_VERSION(6, 8, 0) },
	{ "qcom,sdm670-mdss", IOP_VERSION(6, 8, 0) },
	{ "qcom,x1e80100-mdss", IOP_VERSION(6, 9, 0) },
	{ "qcom,sm6115-mdss", IOP_VERSION(6, 12, 43) },
	{ "qcom,sar2130p-mdss", IOP_VERSION(6, 17, 0) },
	{ "qcom,glymur-mdss", IOP_VERSION(6, 19, 0) },
	{ "qcom,sm8350-mdss", NEVER },
	{ "qcom,sm8550-mdss", NEVER },
	{ "vendor,master", NEVER },
};

START_TEST(clients_by_version)
{
	char client[64];

	snprintf(client, sizeof(client), "\"%s\"", clients[_i].compatible);
	expect_identity_since(clients[_i].since,
		board("\"qcom,sdm845-smmu-500\", \"arm,mmu-500\"", client));
}
END_TEST

/* A stable back-port: 6.12.y has it, 7.2 has not yet. */
START_TEST(client_of_stable_kernels)
{
	const char *text = board("\"qcom,sdm845-smmu-500\", \"arm,mmu-500\"",
				 "\"qcom,sm8450-mdss\"");

	dts_plan(LINUX(6, 12), text);
	expect_domain("/a", "identity");
	dts_plan(LINUX(7, 2), text);
	expect_domain("/a", "DMA");
	dts_plan(LINUX(7, 3), text);
	expect_domain("/a", "identity");
}
END_TEST

static const struct entry smmus[] = {
	{ "qcom,sdm845-smmu-500", IOP_VERSION(5, 8, 0) },
	{ "qcom,sc7180-smmu-500", IOP_VERSION(5, 8, 0) },
	{ "qcom,sm8150-smmu-500", IOP_VERSION(5, 9, 0) },
	{ "qcom,sm8250-smmu-500", IOP_VERSION(5, 9, 0) },
	{ "qcom,sdm630-smmu-v2", IOP_VERSION(5, 11, 0) },
	{ "qcom,sc8180x-smmu-500", IOP_VERSION(5, 12, 0) },
	{ "qcom,sm8350-smmu-500", IOP_VERSION(5, 12, 0) },
	{ "qcom,sc7280-smmu-500", IOP_VERSION(5, 14, 0) },
	{ "qcom,sm6125-smmu-500", IOP_VERSION(5, 14, 0) },
	{ "qcom,qcm2290-smmu-500", IOP_VERSION(5, 17, 0) },
	{ "qcom,sm6350-smmu-500", IOP_VERSION(5, 17, 0) },
	{ "qcom,sm8450-smmu-500", IOP_VERSION(5, 17, 0) },
	{ "qcom,sc8280xp-smmu-500", IOP_VERSION(5, 19, 0) },
	{ "qcom,sm6375-smmu-500", IOP_VERSION(6, 0, 0) },
	{ "qcom,qdu1000-smmu-500", IOP_VERSION(6, 2, 0) },
	{ "qcom,sm6115-smmu-500", IOP_VERSION(6, 2, 0) },
	{ "qcom,sdm845-smmu-v2", IOP_VERSION(6, 2, 0) },
	{ "qcom,sm6350-smmu-v2", IOP_VERSION(6, 2, 0) },
	{ "qcom,smmu-500", IOP_VERSION(6, 2, 0) },
	{ "qcom,sc7180-smmu-v2", IOP_VERSION(6, 3, 0) },
	{ "qcom,sm6375-smmu-v2", IOP_VERSION(6, 6, 0) },
	{ "qcom,sm7150-smmu-v2", IOP_VERSION(6, 8, 0) },
	{ "qcom,sdm670-smmu-v2", IOP_VERSION(6, 12, 14) },
	{ "qcom,unheard-of-smmu-500", NEVER },
};

START_TEST(smmus_by_version)
{
	char smmu[64];

	snprintf(smmu, sizeof(smmu), "\"%s\", \"arm,mmu-500\"", smmus[_i].compatible);
	expect_identity_since(smmus[_i].since, board(smmu, "\"qcom,adreno\""));
}
END_TEST

START_TEST(plain_smmus_ask_nobody)
{
	expect_identity_since(NEVER, board("\"qcom,smmu-v2\"", "\"qcom,adreno\""));
	expect_identity_since(NEVER, board("\"arm,mmu-500\"", "\"qcom,adreno\""));
}
END_TEST

START_TEST(any_compatible_of_the_client_counts)
{
	expect_identity_since(0, board("\"qcom,sdm845-smmu-500\", \"arm,mmu-500\"",
				       "\"qcom,adreno-630.2\", \"qcom,adreno\""));
}
END_TEST

/* msm8996 has an impl for the GPU's SMMU alone. */
START_TEST(impl_for_the_gpu_alone)
{
	expect_identity_since(NEVER, board("\"qcom,msm8996-smmu-v2\", \"qcom,smmu-v2\"",
					   "\"qcom,adreno\""));
	expect_identity_since(IOP_VERSION(5, 11, 0), board(
		"\"qcom,msm8996-smmu-v2\", \"qcom,adreno-smmu\", \"qcom,smmu-v2\"",
		"\"qcom,adreno\""));
}
END_TEST

START_TEST(command_line_does_not_change_clients)
{
	struct iop_target target = { .version = dts_releases[_i],
		.bootargs = "iommu.passthrough=0 iommu.strict=0" };

	dts_plan_for(&target, board("\"qcom,sdm845-smmu-500\", \"arm,mmu-500\"",
				    "\"qcom,adreno\""));
	expect_domain("/a", "identity");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 0);
}
END_TEST

/* ≤ 6.14 the group's first member is asked, then all: identity wins. */
START_TEST(client_in_a_mixed_group)
{
	static const char text[] = DTS(SMMU("s", "1000") MASTER("a", "&s 1")
		NODE("b", "qcom,adreno", "iommus = <&s 1>;"))
		"&s { compatible = \"qcom,sdm845-smmu-500\", \"arm,mmu-500\"; };";

	dts_plan(dts_releases[_i], text);
	expect_together("/a", "/b");
	expect_domain("/a", dts_releases[_i] < LINUX(6, 15) ? "DMA" : "identity");
}
END_TEST

#define CONTEXT(at, props) "c@" at " { compatible = \"qcom,msm-iommu-v1-ns\"; " props " };"
#define IOMMU_V1(contexts, masters) DTS( \
	"s: iommu { compatible = \"qcom,msm-iommu-v1\"; #iommu-cells = <1>;" SUPPLIED \
	"#address-cells = <1>; #size-cells = <1>; qcom,iommu-secure-id = <17>; " \
	contexts " };" masters)

START_TEST(contexts_are_children)
{
	dts_plan(dts_releases[_i], IOMMU_V1(
		CONTEXT("1000", "reg = <0x1000 0x1000>;") CONTEXT("3000", "reg = <0x3000 0x1000>;"),
		MASTER("a", "&s 1") MASTER("b", "&s 3") MASTER("c", "&s 2")));
	expect_alone("/a");
	expect_alone("/b");
	expect_lost("/c", "id-out-of-range");
	expect_active("/iommu");
}
END_TEST

START_TEST(contexts_that_do_not_count)
{
	static const char *const boards[] = {
		IOMMU_V1("", MASTER("a", "&s 1")),
		IOMMU_V1(CONTEXT("1000", "reg = <0x1000 1>; status = \"disabled\";"),
			 MASTER("a", "&s 1")),
		IOMMU_V1(CONTEXT("1000", ""), MASTER("a", "&s 1")),
		IOMMU_V1("c@1000 { compatible = \"vendor,other\"; reg = <0x1000 1>; };",
			 MASTER("a", "&s 1")),
	};

	dts_plan(LINUX(6, 12), boards[_i]);
	expect_lost("/a", "id-out-of-range");
}
END_TEST

START_TEST(contexts_have_numbers)
{
	dts_plan(LINUX(6, 12), IOMMU_V1(CONTEXT("1000", "reg = <0x1000 1>; qcom,ctx-asid = <9>;"),
					MASTER("a", "&s 9") MASTER("b", "&s 1")));
	expect_alone("/a");
	expect_lost("/b", "id-out-of-range");
}
END_TEST

START_TEST(equal_contexts_are_not_checked)
{
	dts_plan(dts_releases[_i], IOMMU_V1(CONTEXT("1000", "reg = <0x1000 1>;"),
					    MASTER("a", "&s 1") MASTER("b", "&s 1")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *qcom_suite(void)
{
	Suite *s = suite_create("qcom");
	TCase *smmu = tcase_create("smmu"), *v1 = tcase_create("qcom_iommu");

	TABLE(smmu, clients_by_version, clients);
	tcase_add_test(smmu, client_of_stable_kernels);
	TABLE(smmu, smmus_by_version, smmus);
	tcase_add_test(smmu, plain_smmus_ask_nobody);
	tcase_add_test(smmu, any_compatible_of_the_client_counts);
	tcase_add_test(smmu, impl_for_the_gpu_alone);
	tcase_add_loop_test(smmu, command_line_does_not_change_clients, 0, RELEASES);
	tcase_add_loop_test(smmu, client_in_a_mixed_group, 0, RELEASES);
	tcase_add_loop_test(v1, contexts_are_children, 0, RELEASES);
	tcase_add_loop_test(v1, contexts_that_do_not_count, 0, 4);
	tcase_add_test(v1, contexts_have_numbers);
	tcase_add_loop_test(v1, equal_contexts_are_not_checked, 0, RELEASES);
	suite_add_tcase(s, smmu);
	suite_add_tcase(s, v1);
	return s;
}
